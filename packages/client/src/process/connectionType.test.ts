import { expect, test } from 'vitest';
import { connectionType } from './connectionType.js';

test.each([
  ['cellular', 'cell'],
  ['ethernet', 'wired'],
  ['wifi', 'wifi'],
  ['none', 'unavailable'],
  ['bluetooth', 'unknown'],
])('a connection of type %s is %s in the conventions', (type, named) => {
  expect(connectionType({ connection: { type, effectiveType: '3g' } })).toEqual({
    type: named,
    effective: '3g',
  });
});

test('a browser that does not tell has neither', () => {
  const nothing = { type: undefined, effective: undefined };
  expect(connectionType({})).toEqual(nothing);
  expect(connectionType({ connection: {} })).toEqual(nothing);
});
