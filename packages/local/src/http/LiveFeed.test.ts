import { type Backend, startBackend } from '@throughline/local';
import type { TraceSummary } from '@throughline/viewer/api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTraceId, spanOf, traceRequest } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';
import { waitFor } from '../testing/waitFor.js';

let backend: Backend;
let client: TestClient;
beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
});
afterAll(() => backend.close());

test('the live list tells of new traces, of changed ones, and of none that the filter leaves out', async () => {
  const controller = new AbortController();
  const response = await client.fetch('/api/viewer/v1/live?service=live', { signal: controller.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => undefined);
  const events = () =>
    [...text.matchAll(/^event: traces\ndata: (.*)$/gm)].flatMap(
      ([, data]) => JSON.parse(data ?? '') as TraceSummary[],
    );
  await waitFor('the stream', () => (text.includes('event: ping') ? true : undefined));
  const traceId = newTraceId();
  await client.post('/v1/traces', traceRequest('other', [spanOf()]));
  await client.post('/v1/traces', traceRequest('live', [spanOf({ traceId })]));
  const first = await waitFor('the new trace', () => events()[0]);
  expect(first).toMatchObject({ traceId, rootService: 'live', spanCount: 1 });
  await client.post('/v1/traces', traceRequest('live', [spanOf({ traceId })]));
  const changed = await waitFor('the changed trace', () => events().find(({ spanCount }) => spanCount === 2));
  expect(changed.traceId).toBe(traceId);
  expect(events().every(({ rootService }) => rootService === 'live')).toBe(true);
  controller.abort();
  await reading;
});
