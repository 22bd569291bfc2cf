import type { Style } from '../terminal/createStyle.js';
import type { DevOptions } from './parseDevOptions.js';

/** What a person reads when the backend listens: what runs, where, what to do first. */
export function formatBlock(url: string, options: DevOptions, version: string, style: Style): string {
  const rows: [string, string][] = [
    ['Viewer', style.accent(url)],
    ['Traces', `OTEL_EXPORTER_OTLP_ENDPOINT=${url}`],
    ['Logs', `LOKI_URL=${url}`],
    ['Queries', "Jaeger's, Loki's and Prometheus's APIs at the same address"],
    ['Stored', options.dataDir ?? 'in memory, gone when this ends'],
    ...options.scrapes.map((scrape): [string, string] => [
      'Scrapes',
      `${scrape.url} every ${scrape.intervalMillis / 1000} s`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    `  ${style.bold('throughline dev')} ${style.dim(version)}`,
    '',
    ...rows.map(([name, value]) => `  ${style.dim(name.padEnd(width))}  ${value}`),
    '',
    `  Start your app with the two variables, then open the viewer. ${style.dim('Ctrl-C stops.')}`,
    '',
  ].join('\n');
}
