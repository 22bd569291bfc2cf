import { expect, test } from 'vitest';
import { parseDevOptions } from './parseDevOptions.js';

test('has defaults for everything', () => {
  expect(parseDevOptions([], {})).toEqual({
    port: 4318,
    portAskedBy: undefined,
    host: '127.0.0.1',
    dataDir: '.throughline',
    scrapes: [],
    output: 'block',
    quiet: false,
    help: false,
  });
});

test('the option goes before the environment, which goes before the default', () => {
  const env = { THROUGHLINE_PORT: '5000' };
  expect(parseDevOptions([], env)).toMatchObject({ port: 5000, portAskedBy: 'THROUGHLINE_PORT' });
  expect(parseDevOptions(['--port', '6000'], env)).toMatchObject({ port: 6000, portAskedBy: '--port' });
  expect(parseDevOptions([], { THROUGHLINE_PORT: '' })).toMatchObject({ port: 4318, portAskedBy: undefined });
});

test('keeps nothing on disk with --memory', () => {
  expect(parseDevOptions(['--memory'], {}).dataDir).toBeUndefined();
});

test('scrapes each URL with the token of the named variable', () => {
  const args = ['--scrape', 'http://a:1/m', '--scrape', 'http://b:2/m', '--scrape-token-env', 'TOKEN'];
  expect(parseDevOptions(args, { TOKEN: 'secret' }).scrapes).toEqual([
    { url: 'http://a:1/m', bearerToken: 'secret', intervalMillis: 5000 },
    { url: 'http://b:2/m', bearerToken: 'secret', intervalMillis: 5000 },
  ]);
});

test('prints JSON although it is quiet', () => {
  expect(parseDevOptions(['--quiet', '--json'], {})).toMatchObject({ output: 'json', quiet: true });
  expect(parseDevOptions(['--quiet'], {}).output).toBe('none');
});

test.each([
  [['--port', '70000'], "--port is '70000': a port is a whole number from 0 to 65535"],
  [['--port', '4318x'], "--port is '4318x'"],
  [['--port='], "--port is ''"],
  [['--memory', '--data', 'x'], "--memory and --data 'x' exclude each other"],
  [['--data='], '--data is empty'],
  [['--host='], '--host is empty'],
  [['--scrape', 'localhost:3000'], "--scrape is 'localhost:3000': expected a URL"],
  [['--scrape', 'http://u:hunter2@a/m'], '--scrape has a user name or password in its URL'],
  [['--scrape-token-env', 'TOKEN'], "--scrape-token-env 'TOKEN' needs a --scrape URL"],
  [['--scrape', 'http://a/m', '--scrape-token-env', 'TOKEN'], "variable 'TOKEN', which is not set"],
])('refuses %j', (args, message) => {
  expect(() => parseDevOptions(args, {})).toThrow(message);
});

test('a password in a URL is not in the message about it', () => {
  expect(() => parseDevOptions(['--scrape', 'http://u:hunter2@a/m'], {})).toThrow(/^(?!.*hunter2)/s);
});

test('a port in the environment is refused in the name of the variable', () => {
  expect(() => parseDevOptions([], { THROUGHLINE_PORT: 'no' })).toThrow("THROUGHLINE_PORT is 'no'");
});
