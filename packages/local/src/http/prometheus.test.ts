import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;
beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
});
afterAll(() => backend.close());

test.each([
  ['/api/v1/query?query=rate(hits_total[5m])', /rate/],
  ['/api/v1/query?query=', /the query is empty/],
  ['/api/v1/query?query=up&foo=1', /parameter 'foo' of \/api\/v1\/query is not supported/],
  ['/api/v1/query?query=up&time=now', /parameter 'time' is 'now'/],
  ['/api/v1/query_range?query=up', /\/api\/v1\/query_range of Prometheus is not supported/],
  ['/api/v1/query_exemplars?query=up&start=5&end=4', /end timestamp must not be before/],
])('%s is a 400 in the shape of Prometheus', async (path, message) => {
  const answer = await client.json<{ error: string }>(path, 400);
  expect(answer).toMatchObject({ status: 'error', errorType: 'bad_data' });
  expect(answer.error).toMatch(message);
});

test('a query may come as a form', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const response = await client.post('/api/v1/query', 'query=none&time=1790000000.5', form);
  expect(await response.json()).toEqual({ status: 'success', data: { resultType: 'vector', result: [] } });
});
