import { expect, test } from 'vitest';
import { filterQuery, isFiltered, readListView, writeListView } from './listView.js';

test('the address of the list keeps every filter', () => {
  const view = { service: 'store & co', q: 'a=b', minDurationMs: 2.5, errorsOnly: true, paused: true };
  expect(readListView(writeListView(view))).toEqual(view);
  expect(filterQuery(view)).not.toContain('paused');
});

test('the address of the plain list is empty, and nonsense in it is as nothing', () => {
  const view = readListView('?minDurationMs=lots&errors=yes');
  expect(writeListView(view)).toBe('');
  expect(isFiltered(view)).toBe(false);
});
