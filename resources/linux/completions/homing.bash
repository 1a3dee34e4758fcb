# Completion of homing(1) for bash. Made by scripts/write-completions.mjs; edit scripts/completions/table.mjs.
_homing() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' offered each
  COMPREPLY=()
  # Bash takes --option=value for three words.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for each in "${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $each in
    plan|run|verify|report|batch|sign-in|sign-out|practice|help) command=$each; break ;;
    esac
  done
  case $before in
    --labels) mapfile -t COMPREPLY < <(compgen -W 'folders primary archive' -- "$word"); return ;;
    --refused) mapfile -t COMPREPLY < <(compgen -W 'leave repair wrap' -- "$word"); return ;;
    --journal|--ca|--config|--html|--json-file|--oauth-client)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return ;;
    --journals)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      return ;;
    --from|--to|--pin|--include|--exclude|--merge|--rename|--under|--since|--until|--recent-first|--max-size|--sample|--parallel) return ;;
  esac
  case $command in
    plan) offered='--from --to --journal --ca --pin --include --exclude --with-spam --with-trash --merge --rename --under --labels --since --until --recent-first --max-size --refused --json --config --help -h --version -V' ;;
    run) offered='--from --to --journal --ca --pin --include --exclude --with-spam --with-trash --merge --rename --under --labels --since --until --recent-first --max-size --refused --deep --sample --dry-run --json --config --help -h --version -V' ;;
    verify) offered='--from --to --journal --ca --pin --include --exclude --with-spam --with-trash --merge --rename --under --labels --since --until --recent-first --max-size --refused --deep --sample --json --config --help -h --version -V' ;;
    report) offered='--from --to --journal --json --config --html --json-file --help -h --version -V' ;;
    batch) offered='--ca --pin --include --exclude --with-spam --with-trash --merge --rename --under --labels --since --until --recent-first --max-size --refused --deep --sample --dry-run --json --config --parallel --journals --only-unfinished --same-destination --help -h --version -V' ;;
    sign-in) offered='--from --to --ca --json --config --device --oauth-client --help -h --version -V' ;;
    sign-out) offered='--from --to --ca --json --config --help -h --version -V' ;;
    practice) offered='--json --config --help -h --version -V' ;;
    help) offered='--json --config --help -h --version -V' ;;
    *) offered='--json --config --help -h --version -V' ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$word")
  elif [[ $command == '' ]]; then
    mapfile -t COMPREPLY < <(compgen -W 'plan run verify report batch sign-in sign-out practice help' -- "$word")
  elif [[ $command == batch ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -F _homing homing
