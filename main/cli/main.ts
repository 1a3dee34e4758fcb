import { endWithParentWhenAsked } from './end-with-parent.ts';
import { measureWhenAsked } from './measure.ts';
import { CliError } from './cli-error.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Invocation } from './invocation.ts';
import { parseCommandLine, type CommandLine, type RawOptions } from './options.ts';
import packageFacts from '../../package.json' with { type: 'json' };

type Command = (invocation: Invocation) => Promise<ExitCode>;

/** Each loads only what it needs: a move without news should take no time. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  plan: async () => (await import('./plan.ts')).planCommand,
  run: async () => (await import('./run.ts')).runCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  batch: async () => (await import('./batch/batch-command.ts')).batchCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  'sign-in': async () => (await import('./sign-in.ts')).signInCommand,
  'sign-out': async () => (await import('./sign-in.ts')).signOutCommand,
  practice: async () => (await import('./practice.ts')).practiceCommand,
};

async function withConfig(line: CommandLine): Promise<RawOptions> {
  if (line.config === null) return line.flags;
  const { readConfigFile } = await import('./config-file.ts');
  const given = Object.entries(line.flags).filter(([, value]) => value !== undefined);
  return { ...(await readConfigFile(line.config)), ...Object.fromEntries(given) };
}

async function dispatch(line: CommandLine): Promise<ExitCode> {
  if (line.help || line.command === 'help') {
    process.stdout.write((await import('./usage.ts')).usage);
    return exitCode.arrived;
  }
  if (line.version) {
    process.stdout.write(`homing ${packageFacts.version}\n`);
    return exitCode.arrived;
  }
  if (line.command === null || !Object.hasOwn(commands, line.command))
    throw new CliError(
      line.command === null ? 'Which command?' : 'There is no such command.',
      'The commands are plan, run, verify, report, batch, practice, sign-in and sign-out; homing --help tells more.',
    );
  const { takeSecret } = await import('./secrets.ts');
  const secrets = { FROM: takeSecret('FROM', process.env), TO: takeSecret('TO', process.env) };
  const options = await withConfig(line);
  const command = await commands[line.command]?.();
  return command ? command({ options, secrets, list: line.list }) : exitCode.usage;
}

async function fail(error: unknown, json: boolean): Promise<ExitCode> {
  const { describeFailure } = await import('./describe-failure.ts');
  const { tellFailure } = await import('./tell-failure.ts');
  const { chooseReporter } = await import('./choose-reporter.ts');
  const { trackProgress } = await import('../services/progress-tracker.ts');
  return tellFailure(describeFailure(error, null), chooseReporter(trackProgress(Date), json, ''));
}

/** Runs one command line to its exit code; rejects only when even telling an error failed. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  measureWhenAsked(process.env);
  endWithParentWhenAsked(process.env);
  // A reader that went away (`homing … | head`) must not end a move in the middle.
  process.stdout.on('error', () => undefined);
  let json = args.includes('--json');
  try {
    const line = parseCommandLine(args);
    json = line.flags.json ?? false;
    return await dispatch(line);
  } catch (error) {
    return fail(error, json);
  }
}
