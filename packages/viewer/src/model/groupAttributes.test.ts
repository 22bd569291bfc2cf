import { expect, test } from 'vitest';
import { groupAttributes } from './groupAttributes.js';

test('attributes are grouped by what they are about, the service last', () => {
  const groups = groupAttributes(
    {
      'db.query.text': 'SELECT 1',
      'http.route': '/a',
      'error.type': '500',
      'shop.cart': 3,
      'code.function.name': 'f',
    },
    { 'service.name': 'store' },
  );
  expect(groups.map((group) => [group.name, group.entries.map(([key]) => key)])).toEqual([
    ['Error', ['error.type']],
    ['Request', ['http.route']],
    ['Database', ['db.query.text']],
    ['Code', ['code.function.name']],
    ['Other', ['shop.cart']],
    ['Resource', ['service.name']],
  ]);
});
