import { isAbsolute, relative } from 'node:path';
import { bold, dim } from '../../scripts/bootstrap/progress.mjs';

/** What people know each URL as. @type {[keyof import('./StackOptions.js').StackUrls, string, string][]} */
const ROWS = [
  ['jaeger', 'Jaeger', 'traces'],
  ['loki', 'Loki', 'logs'],
  ['prometheus', 'Prometheus', 'metrics'],
  ['grafana', 'Grafana', 'all three, with jumps between them'],
  ['otlp', 'OTLP/HTTP', 'send spans and logs here'],
  ['otlpGrpc', 'OTLP/gRPC', ''],
];

/**
 * The block for the person at the terminal: where everything is, and how to point an app at it.
 *
 * @param {import('./StackOptions.js').RunningStack} stack
 * @param {{ tokenEnv: string, data: string, scrapeUrl?: string | undefined }} how
 * @returns {string}
 */
export function describeStack({ urls, notes, tokenFile }, { tokenEnv, data, scrapeUrl }) {
  const rows = ROWS.flatMap(([key, title, what]) => {
    const url = urls[key];
    return url ? [`  ${title.padEnd(11)} ${bold(url)}${what ? `   ${dim(what)}` : ''}`] : [];
  });
  // Read from its file by the shell, so that the token itself stays off the screen.
  const token = `"$(cat '${shortest(tokenFile)}')"`;
  return [
    '',
    `  ${bold('Throughline')}  the real stack`,
    '',
    ...rows,
    `  ${'Logs'.padEnd(11)} ${shortest(data)}/logs/   ${dim('of these servers')}`,
    '',
    '  Start the shop in another terminal, pointed at it:',
    '',
    ...(urls.otlp ? [`    export OTEL_EXPORTER_OTLP_ENDPOINT=${urls.otlp}`] : []),
    ...(urls.loki ? [`    export LOKI_URL=${urls.loki}`] : []),
    ...(urls.prometheus ? [`    export ${tokenEnv}=${token}`] : []),
    '    npm start',
    '',
    ...(urls.prometheus && scrapeUrl ? [`  Prometheus scrapes ${scrapeUrl}`, ''] : []),
    ...notes.map((note) => `  ${note}`),
    ...(notes.length ? [''] : []),
    `  ${dim('Ctrl-C stops everything. The data stays.')}`,
    '',
  ].join('\n');
}

/** A path as a person would type it: relative where it is below the folder they are in. */
function shortest(/** @type {string} */ path) {
  const near = relative(process.cwd(), path);
  return near && !near.startsWith('..') && !isAbsolute(near) ? near : path;
}
