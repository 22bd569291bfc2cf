import { expect, it } from 'vitest';
import { KnownTexts } from './KnownTexts.js';

it('makes a text once, and remembers a bounded number for each name', () => {
  let made = 0;
  const texts = new KnownTexts((name, value) => {
    made += 1;
    return `${name}=${value}`;
  });
  const ask = (count: number) => {
    for (let value = 0; value < count; value++) expect(texts.of('id', value)).toBe(`id=${value}`);
  };
  ask(200);
  ask(200);
  expect(made).toBe(200);
  ask(10_000);
  const before = made;
  ask(10_000);
  // What came first is known; the rest is made again.
  expect(made - before).toBe(10_000 - 256);
  texts.of('other', 'x');
  texts.of('other', 'x');
  expect(made - before).toBe(10_000 - 256 + 1);
});

it('does not remember what is long', () => {
  let made = 0;
  const texts = new KnownTexts((_, value) => {
    made += 1;
    return String(value);
  });
  const long = 'x'.repeat(1_000);
  expect([texts.of('a', long), texts.of('a', long)]).toEqual([long, long]);
  expect(made).toBe(2);
});
