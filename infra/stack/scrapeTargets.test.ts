import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appTarget, writeScrapeFiles } from './scrapeTargets.mjs';
import { fromContainer } from './startDocker.mjs';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'throughline-scrape-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SCRAPE = { url: 'https://shop.example/base/api/metrics', tokenEnv: 'TOKEN' };

test('Prometheus finds the app, the stack and the token beside its configuration', () => {
  const { tokenFile, targetsDir } = writeScrapeFiles(dir, SCRAPE, { loki: 'loki:3100' }, { TOKEN: 'abc' });
  expect(readFileSync(tokenFile, 'utf8')).toBe('abc');
  expect(JSON.parse(readFileSync(join(targetsDir, 'app.json'), 'utf8'))).toEqual([
    {
      targets: ['shop.example:443'],
      labels: { __scheme__: 'https', __metrics_path__: '/base/api/metrics' },
    },
  ]);
  expect(JSON.parse(readFileSync(join(targetsDir, 'stack.json'), 'utf8'))).toEqual([
    { targets: ['loki:3100'], labels: { job: 'loki' } },
  ]);
  const configuration = readFileSync(join(dir, 'prometheus.yml'), 'utf8');
  expect(configuration).toContain('credentials_file: token');
});

test('the rules are those of the repository, and no others', () => {
  writeScrapeFiles(dir, SCRAPE, {}, {});
  writeFileSync(join(dir, 'rules', 'of-yesterday.yml'), '');
  writeScrapeFiles(dir, SCRAPE, {}, {});
  const ours = readdirSync(fileURLToPath(new URL('../prometheus/rules', import.meta.url)));
  expect(ours).toContain('slo.yml');
  expect(readdirSync(join(dir, 'rules'))).toEqual(ours);
});

test('a token that nobody gave is made once and kept; one that is given replaces it', () => {
  const { tokenFile } = writeScrapeFiles(dir, SCRAPE, {}, {});
  const made = readFileSync(tokenFile, 'utf8');
  expect(made).toMatch(/^[\w-]{32}$/);
  writeScrapeFiles(dir, SCRAPE, {}, {});
  expect(readFileSync(tokenFile, 'utf8')).toBe(made);
  writeScrapeFiles(dir, SCRAPE, {}, { TOKEN: 'mine' });
  expect(readFileSync(tokenFile, 'utf8')).toBe('mine');
});

test('without a URL nothing is scraped but what is written beside it', () => {
  const { targetsDir } = writeScrapeFiles(dir, { tokenEnv: 'TOKEN' }, {}, {});
  expect(JSON.parse(readFileSync(join(targetsDir, 'app.json'), 'utf8'))).toEqual([]);
});

test('a URL without a port has the one of its scheme', () => {
  expect(appTarget('http://127.0.0.1/api/metrics').targets).toEqual(['127.0.0.1:80']);
});

test.each(['localhost:3000', 'ftp://h/m', 'http://user:pw@h/m', 'http://h/m?x=1', ''])(
  '%j is refused',
  (url) => {
    expect(() => appTarget(url)).toThrow('--scrape is');
  },
);

test('a container reaches an app of this machine by another name', () => {
  expect(fromContainer('http://127.0.0.1:3000/api/metrics')).toBe(
    'http://host.docker.internal:3000/api/metrics',
  );
  expect(fromContainer('http://10.0.0.7:3000/api/metrics')).toBe('http://10.0.0.7:3000/api/metrics');
});
