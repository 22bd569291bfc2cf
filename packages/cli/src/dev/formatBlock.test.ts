import { expect, test } from 'vitest';
import { createStyle } from '../terminal/createStyle.js';
import { formatBlock } from './formatBlock.js';
import { parseDevOptions } from './parseDevOptions.js';

const URL = 'http://127.0.0.1:4318';
const plain = createStyle({}, {});

test('says what runs, where, and what to do first', () => {
  const options = parseDevOptions(['--scrape', 'http://127.0.0.1:3000/api/metrics'], {});
  expect(formatBlock(URL, options, '1.2.3', plain)).toBe(`
  throughline dev 1.2.3

  Viewer   http://127.0.0.1:4318
  Traces   OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318
  Logs     LOKI_URL=http://127.0.0.1:4318
  Queries  Jaeger's, Loki's and Prometheus's APIs at the same address
  Stored   .throughline
  Scrapes  http://127.0.0.1:3000/api/metrics every 5 s

  Start your app with the two variables, then open the viewer. Ctrl-C stops.
`);
});

test('never shows the token of a scrape', () => {
  const args = ['--scrape', 'http://a/m', '--scrape-token-env', 'T'];
  const block = formatBlock(URL, parseDevOptions(args, { T: 'hunter2' }), '1.2.3', plain);
  expect(block).toContain('http://a/m');
  expect(block).not.toContain('hunter2');
});

test('is coloured on a terminal, and not with NO_COLOR', () => {
  const options = parseDevOptions([], {});
  expect(formatBlock(URL, options, '1', createStyle({ isTTY: true }, {}))).toContain('\u001b[');
  expect(formatBlock(URL, options, '1', createStyle({ isTTY: true }, { NO_COLOR: '1' }))).not.toContain(
    '\u001b[',
  );
  expect(formatBlock(URL, options, '1', createStyle({ isTTY: false }, {}))).not.toContain('\u001b[');
});
