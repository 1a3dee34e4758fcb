import { commands, optionsOf } from './table.mjs';

/** @param {import('./table.mjs').Option} option */
function spec({ name, short, value, repeats, says }) {
  const star = repeats === true ? '*' : '';
  const what = `[${says.replaceAll(/[[\]:]/g, '\\$&')}]`;
  if (value === null) {
    if (short !== undefined) return `'(-${short} --${name})'{-${short},--${name}}'${what}'`;
    return `'${star}--${name}${what}'`;
  }
  const action =
    value === 'file' ? '_files' : value === 'folder' ? '_files -/' : value === 'text' ? ' ' : `(${value.join(' ')})`;
  return `'${star}--${name}=${what}:${name}:${action}'`;
}

/** @param {string} command */
function specs(command) {
  const list = command === 'batch' ? [`'1:list:_files'`] : [];
  return [...optionsOf(command).map(spec), ...list].map((one) => ` \\\n        ${one}`).join('');
}

/** Completion for zsh. */
export function zshCompletion() {
  const described = Object.entries(commands).map(([name, says]) => `    '${name}:${says}'`);
  const branches = Object.keys(commands).map((name) => `    ${name})\n      _arguments -S${specs(name)}\n      ;;`);
  return `#compdef homing
# Completion of homing(1) for zsh. Made by scripts/write-completions.mjs; edit scripts/completions/table.mjs.

_homing() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${described.join('\n')}
  )
  _arguments -C${optionsOf('')
    .map((option) => ` \\\n    ${spec(option)}`)
    .join('')} \\
    '1: :->command' \\
    '*:: :->rest' && return
  case $state in
  command)
    _describe -t commands 'command' commands
    ;;
  rest)
    case $words[1] in
${branches.join('\n')}
    esac
    ;;
  esac
}

_homing "$@"
`;
}
