import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from './readOptions.mjs';

test('by default it starts what an app needs, on the usual ports, and scrapes the shop', () => {
  const { json, mode, stack } = readOptions([]);
  expect({ json, mode }).toEqual({ json: false, mode: 'auto' });
  expect(stack).toMatchObject({
    servers: ['prometheus', 'jaeger', 'loki', 'collector'],
    scrape: { url: 'http://127.0.0.1:3000/api/metrics', tokenEnv: 'THROUGHLINE_METRICS_TOKEN' },
    grafana: true,
  });
  expect(stack.data.endsWith(join('.throughline', 'native'))).toBe(true);
  expect(stack.portBase).toBeUndefined();
});

test('--only is put into starting order', () => {
  const { stack } = readOptions(['--only', 'agent, loki,jaeger']);
  expect(stack.servers).toEqual(['jaeger', 'loki', 'agent']);
  expect(stack.grafana).toBe(false);
});

test('--scrape none scrapes no app', () => {
  expect(readOptions(['--scrape', 'none']).stack.scrape).toEqual({ tokenEnv: 'THROUGHLINE_METRICS_TOKEN' });
});

test.each([
  [['--only', 'jaeger,tempo'], '"jaeger,tempo"'],
  [['--only', ''], '--only takes names from prometheus, jaeger, loki, collector, agent, logs'],
  [['--scrape', 'localhost:3000'], '--scrape is "localhost:3000"'],
  [['--scrape', 'http://user:secret@127.0.0.1/metrics'], '--scrape'],
  [['--docker', '--native'], 'exclude each other'],
  [['--prot', '1'], '--prot'],
])('%j is refused by name', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(message);
});
