/** The switch that makes the packed app a command line; `--` ends the switches, and what follows is for the command line. */
const marker = '--cli';

/**
 * What the command line is asked for when the app was started as one, as `homing --cli -- run …`.
 * @param argv of the process
 * @returns null when a window is wanted
 */
export function commandLineOf(argv: readonly string[]): readonly string[] | null {
  const end = argv.indexOf('--');
  return end > 0 && argv.slice(1, end).includes(marker) ? argv.slice(end + 1) : null;
}
