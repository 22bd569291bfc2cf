import { runDev } from './dev/runDev.js';
import { nearestMatch } from './nearestMatch.js';
import { UsageError } from './UsageError.js';
import { version } from './version.js';

const HELP = `Usage: throughline <command> [options]

Commands:
  dev            start the embedded backend and its viewer

Options:
  -h, --help     print this help; 'throughline <command> --help' for a command
  -v, --version  print the version
`;

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { dev: runDev };
const OPTIONS = ['--help', '--version'];

/**
 * Runs the command that the arguments name.
 *
 * @throws UsageError for an unknown command or option, with the nearest one that exists.
 */
export async function runCommand(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
      process.stdout.write(HELP);
      throw new UsageError('a command is missing');
    case '--help':
    case '-h':
    case 'help':
      process.stdout.write(HELP);
      return;
    case '--version':
    case '-v':
      process.stdout.write(`${version()}\n`);
      return;
    default: {
      const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
      if (command === undefined) throw new UsageError(unknown(name));
      return command(rest);
    }
  }
}

function unknown(name: string): string {
  const kind = name.startsWith('-') ? 'option' : 'command';
  const nearest = nearestMatch(name, kind === 'option' ? OPTIONS : Object.keys(COMMANDS));
  const hint = nearest === undefined ? "See 'throughline --help'." : `Did you mean '${nearest}'?`;
  return `unknown ${kind} '${name}'. ${hint}`;
}
