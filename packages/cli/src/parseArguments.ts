import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestMatch } from './nearestMatch.js';
import { UsageError } from './UsageError.js';

/** The options of a command, as `node:util` takes them. */
export type OptionDefinitions = NonNullable<ParseArgsConfig['options']>;

/** Values by option name; what was not given is `undefined`. */
export type OptionValues<Options extends OptionDefinitions> = ReturnType<
  typeof parseArgs<{ options: Options; strict: true; allowPositionals: false }>
>['values'];

/**
 * Reads options in the ways of `node:util`'s `parseArgs`, strictly.
 *
 * @throws UsageError naming the argument that is wrong, and the option that was probably meant.
 */
export function parseArguments<const Options extends OptionDefinitions>(
  command: string,
  args: readonly string[],
  options: Options,
): OptionValues<Options> {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(explain(error, command, Object.keys(options)));
  }
}

function explain(error: unknown, command: string, names: readonly string[]): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const message = error instanceof Error ? error.message : String(error);
  const quoted = /'([^']+)'/.exec(message)?.[1] ?? '';
  const help = `See 'throughline ${command} --help'.`;
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION': {
      const nearest = nearestMatch(quoted.replace(/^-+/, ''), names);
      return `unknown option '${quoted}'. ${nearest === undefined ? help : `Did you mean --${nearest}?`}`;
    }
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `unexpected argument '${quoted}': '${command}' takes options only. ${help}`;
    default: {
      // Node's sentence for a missing or surplus value names the option; its hints may follow on further lines.
      const [first = message] = message.split('\n');
      return `${first.replace(/\.$/, '')}. ${help}`;
    }
  }
}
