import { commands, options, optionsOf } from './table.mjs';

/** @param {readonly import('./table.mjs').Option[]} some */
function dashed(some) {
  return some.flatMap(({ name, short }) => [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]);
}

/** The branch for options with such a value. @param {(value: import('./table.mjs').Value) => boolean} has */
function pattern(has) {
  return dashed(options.filter(({ value }) => has(value))).join('|');
}

/** Completion for bash 4 and newer; needs nothing beside bash. */
export function bashCompletion() {
  const words = options.flatMap(({ name, value }) =>
    typeof value === 'object' && value !== null
      ? [`    --${name}) mapfile -t COMPREPLY < <(compgen -W '${value.join(' ')}' -- "$word"); return ;;`]
      : [],
  );
  const ofCommand = Object.keys(commands).map(
    (command) => `    ${command}) offered='${dashed(optionsOf(command)).join(' ')}' ;;`,
  );
  return `# Completion of homing(1) for bash. Made by scripts/write-completions.mjs; edit scripts/completions/table.mjs.
_homing() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command='' offered each
  COMPREPLY=()
  # Bash takes --option=value for three words.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]]; then
    before=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for each in "\${COMP_WORDS[@]:1:COMP_CWORD - 1}"; do
    case $each in
    ${Object.keys(commands).join('|')}) command=$each; break ;;
    esac
  done
  case $before in
${words.join('\n')}
    ${pattern((value) => value === 'file')})
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$word")
      return ;;
    ${pattern((value) => value === 'folder')})
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$word")
      return ;;
    ${pattern((value) => value === 'text')}) return ;;
  esac
  case $command in
${ofCommand.join('\n')}
    *) offered='${dashed(optionsOf('')).join(' ')}' ;;
  esac
  if [[ $word == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$word")
  elif [[ $command == '' ]]; then
    mapfile -t COMPREPLY < <(compgen -W '${Object.keys(commands).join(' ')}' -- "$word")
  elif [[ $command == batch ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
  fi
}
complete -F _homing homing
`;
}
