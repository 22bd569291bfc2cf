import { expect, test } from 'vitest';
import { listName } from './listName.js';

test('the list names the request only where the root does not', () => {
  const row = {
    traceId: '',
    rootService: '',
    startUnixNano: '0',
    durationNs: 0,
    spanCount: 1,
    errorCount: 0,
    logCount: 0,
    services: [],
  };
  const http = { method: 'POST', route: '/api/checkout', statusCode: 200 };
  expect(listName({ ...row, rootName: 'Buy', http })).toEqual({ title: 'Buy', detail: 'POST /api/checkout' });
  expect(listName({ ...row, rootName: 'HTTP POST', http })).toEqual({
    title: 'POST /api/checkout',
    detail: '',
  });
  expect(listName({ ...row, rootName: 'job', http: null })).toEqual({ title: 'job', detail: '' });
});
