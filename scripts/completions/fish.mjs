import { commands, options } from './table.mjs';

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
}

/** @param {import('./table.mjs').Option} option */
function line({ name, short, value, of, says }) {
  const when = of.length === 0 ? '' : ` -n ${quote(`__fish_seen_subcommand_from ${of.join(' ')}`)}`;
  const letter = short === undefined ? '' : ` -s ${short}`;
  const wants =
    value === null
      ? ''
      : value === 'file'
        ? ' -r -F'
        : value === 'folder'
          ? ` -x -a '(__fish_complete_directories)'`
          : value === 'text'
            ? ' -x'
            : ` -x -a ${quote(value.join(' '))}`;
  return `complete -c homing${when}${letter} -l ${name}${wants} -d ${quote(says)}`;
}

/** Completion for fish. */
export function fishCompletion() {
  const names = Object.keys(commands).join(' ');
  return [
    '# Completion of homing(1) for fish. Made by scripts/write-completions.mjs; edit scripts/completions/table.mjs.',
    'complete -c homing -f',
    ...Object.entries(commands).map(
      ([name, says]) =>
        `complete -c homing -n ${quote(`not __fish_seen_subcommand_from ${names}`)} -a ${name} -d ${quote(says)}`,
    ),
    `complete -c homing -n '__fish_seen_subcommand_from batch' -F`,
    ...options.map(line),
    '',
  ].join('\n');
}
