import { createStyle } from '../terminal/createStyle.js';
import { version } from '../version.js';
import { DEV_HELP } from './devOptions.js';
import { formatBlock } from './formatBlock.js';
import { listen } from './listen.js';
import { parseDevOptions } from './parseDevOptions.js';
import { untilStopped } from './untilStopped.js';

const LOOPBACK = /^(?:127\.|localhost$|::1$)/;

/**
 * Runs `throughline dev` until a signal stops it.
 *
 * @throws UsageError for options that cannot be followed, and what the backend says when it cannot start.
 */
export async function runDev(args: readonly string[]): Promise<void> {
  const options = parseDevOptions(args, process.env);
  if (options.help) {
    process.stdout.write(DEV_HELP);
    return;
  }
  // Before anything is opened: a signal during the start must still lead to a clean end.
  const stopped = untilStopped();
  const { backend, moved } = await listen(options);
  const remark = (text: string) => {
    const style = createStyle(process.stderr, process.env);
    if (!options.quiet) process.stderr.write(`${style.warn('note:')} ${text}\n`);
  };
  if (moved) remark(`port ${options.port} is taken, so ${backend.port} is used`);
  if (!LOOPBACK.test(options.host)) {
    remark(`--host ${options.host}: whoever reaches this address can read and write the telemetry`);
  }
  if (options.output === 'json') {
    const { url } = backend;
    process.stdout.write(
      `${JSON.stringify({ viewer: url, otlp: url, jaeger: url, loki: url, metrics: url })}\n`,
    );
  } else if (options.output === 'block') {
    process.stdout.write(
      `${formatBlock(backend.url, options, version(), createStyle(process.stdout, process.env))}\n`,
    );
  }
  await stopped;
  await backend.close();
}
