import { describe, expect, test } from 'vitest';
import { compileRegex, MAX_PATTERN_LENGTH } from './compileRegex.js';
import { UnsupportedQuery } from './UnsupportedQuery.js';

const whole = (pattern: string, text: string) => compileRegex(pattern, 'whole').test(text);
const anywhere = (pattern: string, text: string) => compileRegex(pattern, 'anywhere').test(text);

test('a label matcher matches the whole value, a line filter any part', () => {
  expect(whole('store', 'store')).toBe(true);
  expect(whole('store', 'store-browser')).toBe(false);
  expect(whole('store|payments', 'payments')).toBe(true);
  expect(whole('store.*', 'store-browser')).toBe(true);
  expect(anywhere('err[oe]r', 'an error here')).toBe(true);
  expect(anywhere('^error', 'an error here')).toBe(false);
});

test('the dot is a line end in a label matcher only', () => {
  expect(whole('a.b', 'a\nb')).toBe(true);
  expect(anywhere('a.b', 'a\nb')).toBe(false);
  expect(anywhere('(?s)a.b', 'a\nb')).toBe(true);
});

// Each: pattern, texts in which it is found, texts in which it is not.
test.each<[string, string[], string[]]>([
  ['(?i)error', ['ERROR', 'eRRor'], ['eror']],
  ['a(?i)b(?-i)c', ['aBc', 'abc'], ['Abc', 'abC']],
  ['(?i:a)b', ['Ab', 'ab'], ['aB']],
  ['(?P<word>a)(?<other>b)(?:c)', ['abc'], ['ab']],
  ['\\bcat\\b', ['a cat.', 'cat'], ['concat', 'cats']],
  ['a\\Bb', ['ab'], ['a b']],
  ['(?m)^b$', ['a\nb\nc'], ['a\nbc']],
  ['\\Aa', ['ab'], ['ba', '\na']],
  ['b\\z', ['ab'], ['ab\n']],
  ['\\d{2,3}x', ['12x', '123x', '91234x'], ['1x']],
  ['^a{2}$', ['aa'], ['a', 'aaa']],
  ['^a{2,}$', ['aa', 'aaaa'], ['a']],
  ['^(?:ab)?c+?$', ['abc', 'ccc'], ['ab', 'abab']],
  ['^a{0}b$', ['b'], ['ab']],
  ['{"a":1}', ['x{"a":1}'], ['{"a":2}']],
  ['a{,3}', ['a{,3}'], ['aaa']],
  ['[[:digit:]a-c_-]x', ['5x', 'bx', '_x', '-x'], ['dx']],
  ['[^]x]y', ['ay'], [']y', 'xy']],
  ['[]]', [']'], ['[']],
  ['[\\d\\]]', ['1', ']'], ['[']],
  ['^\\s$', [' ', '\t'], ['\u00a0', '\v']],
  ['^\\S$', ['\u00a0', 'a'], [' ']],
  ['^[\\W]$', ['é', '-'], ['a', '_']],
  ['^\\pL\\p{Lu}\\p{Greek}\\PL$', ['éÉα1'], ['1Éα1', 'éÉaa']],
  ['^\\x41\\x{1F600}\\t$', ['A😀\t'], ['A😀']],
  ['^.$', ['😀'], ['😀😀']],
  ['\\Q.*\\E$', ['a.*'], ['abc']],
  ['a||b', [''], []],
  ['(?i)straße', ['STRAßE'], ['strasse']],
])('%s', (pattern, found, notFound) => {
  for (const text of found) expect([text, anywhere(pattern, text)]).toEqual([text, true]);
  for (const text of notFound) expect([text, anywhere(pattern, text)]).toEqual([text, false]);
});

test.each([
  ['a(?=b)', 'lookaround'],
  ['(a)\\1', "back-reference '\\1'"],
  ['(', "a '(' is not closed"],
  ['a)', "a ')' has no '('"],
  ['[a', "a '[' is not closed"],
  ['*a', 'nothing to repeat'],
  ['a**', 'a repetition of a repetition'],
  ['[b-a]', 'invalid range'],
  ['\\y', "unknown escape '\\y'"],
  ['a\\', 'ends too early'],
  ['\\p{Nonsense}', 'invalid character class'],
  ['[[:nonsense:]]', "unknown class '[:nonsense:]'"],
  ['a{1001}', "invalid count '{1001}'"],
  ['((a{100}){100}){100}', 'too large'],
  ['('.repeat(200) + ')'.repeat(200), 'nested more than'],
  ['a'.repeat(MAX_PATTERN_LENGTH + 1), 'at most 1000'],
])('refuses %s', (pattern, reason) => {
  expect(() => compileRegex(pattern, 'anywhere')).toThrow(UnsupportedQuery);
  expect(() => compileRegex(pattern, 'anywhere')).toThrow(reason);
});

// JavaScript's own engine would need longer than the age of the universe for any of these.
test.each([
  ['(a+)+$', `${'a'.repeat(100_000)}!`],
  ['^(a|a)*$', `${'a'.repeat(100_000)}!`],
  ['(.*a){20}$', `${'ab'.repeat(20_000)}`],
  ['.*.*.*.*.*x', 'a'.repeat(20_000)],
  ['(x+x+)+y', 'x'.repeat(100_000)],
])('%s takes no longer than the text is long', (pattern, text) => {
  expect(anywhere(pattern, text)).toBe(false);
});

test('goes on correctly when it has more states than it keeps', () => {
  // Remembers the last twelve letters: some 4,096 states.
  const pattern = compileRegex('^[ab]*a[ab]{11}$', 'anywhere');
  const random = generator(7);
  for (let round = 0; round < 200; round += 1) {
    const text = Array.from({ length: 200 }, () => (random() < 0.5 ? 'a' : 'b')).join('');
    expect(pattern.test(text)).toBe(text.at(-12) === 'a');
  }
});

describe('agrees with JavaScript where both mean the same', () => {
  test.each([1, 2, 3, 4])('seed %i', (seed) => {
    const random = generator(seed);
    for (let round = 0; round < 400; round += 1) {
      const source = randomPattern(random, 3);
      const own = compileRegex(source, 'anywhere');
      const entire = compileRegex(source, 'whole');
      const theirs = new RegExp(source, 'u');
      const theirEntire = new RegExp(`^(?:${source})$`, 'su');
      for (let sample = 0; sample < 10; sample += 1) {
        const text = Array.from({ length: Math.floor(random() * 8) }, () => pick(random, [...'abc \n'])).join(
          '',
        );
        const found = { source, text, anywhere: own.test(text), whole: entire.test(text) };
        expect(found).toEqual({ source, text, anywhere: theirs.test(text), whole: theirEntire.test(text) });
      }
    }
  });
});

/** Random numbers from 0 to 1 that a seed repeats (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick(random: () => number, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? '';
}

function randomPattern(random: () => number, depth: number): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const kind = random();
    if (kind < 0.5 || depth === 0)
      return pick(random, ['a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\b', '^', '$']);
    const inner = `(?:${randomPattern(random, depth - 1)})`;
    if (kind < 0.7) return inner + pick(random, ['*', '+', '?', '{2}', '{1,3}', '*?', '{0,2}']);
    return kind < 0.85
      ? `(?:${randomPattern(random, depth - 1)}|${randomPattern(random, depth - 1)})`
      : inner;
  });
  return parts.join('');
}
