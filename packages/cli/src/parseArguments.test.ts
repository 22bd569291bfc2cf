import { expect, test } from 'vitest';
import { parseArguments } from './parseArguments.js';

const OPTIONS = { port: { type: 'string' }, memory: { type: 'boolean' } } as const;

test('reads values in both spellings', () => {
  expect(parseArguments('dev', ['--port', '1', '--memory'], OPTIONS)).toEqual({ port: '1', memory: true });
  expect(parseArguments('dev', ['--port=1'], OPTIONS)).toEqual({ port: '1' });
});

test.each([
  [['--prot', '1'], "unknown option '--prot'. Did you mean --port?"],
  [['--zzzzz'], "unknown option '--zzzzz'. See 'throughline dev --help'."],
  [['4318'], "unexpected argument '4318': 'dev' takes options only. See 'throughline dev --help'."],
  [['--port'], "Option '--port <value>' argument missing. See 'throughline dev --help'."],
  [['--memory=yes'], "Option '--memory' does not take an argument. See 'throughline dev --help'."],
])('%j is an error that says what is wrong', (args, message) => {
  expect(() => parseArguments('dev', args, OPTIONS)).toThrow(message);
});
