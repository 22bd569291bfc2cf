import { expect, test } from 'vitest';
import { createPageScope } from './pageScope.js';

test('the scope is the same one until an attribute changes, comes or goes', () => {
  const scopeOf = createPageScope();
  const first = scopeOf({ 'throughline.page.id': 'a', 'enduser.pseudo.id': undefined });
  expect(first.attributes).toEqual([{ key: 'throughline.page.id', value: { stringValue: 'a' } }]);
  expect(scopeOf({ 'throughline.page.id': 'a', 'enduser.pseudo.id': undefined })).toBe(first);
  const named = scopeOf({ 'throughline.page.id': 'a', 'enduser.pseudo.id': '7' });
  expect(named.attributes).toHaveLength(2);
  expect(scopeOf({ 'enduser.pseudo.id': '7' }).attributes).toHaveLength(1);
  expect(scopeOf({ 'throughline.page.id': 'b', 'enduser.pseudo.id': '7' }).attributes).toContainEqual({
    key: 'throughline.page.id',
    value: { stringValue: 'b' },
  });
});
