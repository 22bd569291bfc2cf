import { SEVERITY, STATUS_CODE } from '@throughline/otlp';
import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

function logNamed(message: string) {
  const found = kit.site.logs.filter((log) => log.message === message);
  if (found.length !== 1 || !found[0]) {
    throw new Error(
      `${found.length} lines '${message}' among ${kit.site.logs.map((log) => log.message).join(' | ')}.`,
    );
  }
  return found[0];
}

async function untilLogs(...messages: string[]): Promise<void> {
  await kit.site.until(() =>
    messages.every((message) => kit.site.logs.some((log) => log.message === message)),
  );
}

test("an uncaught error and an unhandled rejection arrive as error logs with the page's trace", async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    setTimeout(() => {
      throw new RangeError('thrown in a timer');
    });
    void Promise.reject(new Error('nobody caught this'));
    void Promise.reject('only a text');
  });
  await untilLogs('RangeError: thrown in a timer', 'Error: nobody caught this', 'string: only a text');
  await kit.untilSpans('page load /');

  const load = kit.span('page load /');
  const thrown = logNamed('RangeError: thrown in a timer');
  expect(thrown).toMatchObject({
    severityNumber: SEVERITY.ERROR,
    severityText: 'error',
    eventName: 'exception',
    traceId: load.traceId,
    spanId: load.spanId,
    attributes: {
      'exception.type': 'RangeError',
      'exception.message': 'thrown in a timer',
      'throughline.error.source': 'error',
      'session.id': load.attributes['session.id'],
      'throughline.page.id': load.attributes['throughline.page.id'],
      'url.path': '/',
    },
  });
  expect(thrown.attributes['exception.stacktrace']).toContain('RangeError');
  expect(logNamed('Error: nobody caught this').attributes['throughline.error.source']).toBe(
    'unhandledrejection',
  );
});

test('an error during the load marks the load as failed', async () => {
  await kit.page.route('**/bundle.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nthrow new Error('while loading');` });
  });
  await kit.open();
  await kit.untilSpans('page load /');
  const load = kit.span('page load /');
  expect(load.status).toEqual({ code: STATUS_CODE.ERROR, message: 'while loading' });
  expect(load.events?.map((event) => event.name)).toEqual(['exception']);
});

test('an error that a boundary caught is reported once, with what the app adds', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    const error = new Error('caught by a boundary');
    window.throughline.captureError(error, { attributes: { digest: '123' } });
    window.throughline.captureError(error);
    setTimeout(() => {
      throw error;
    });
    setTimeout(() => window.throughline.log.info('last'), 10);
  });
  await untilLogs('last');
  expect(logNamed('Error: caught by a boundary').attributes).toMatchObject({
    digest: '123',
    'throughline.error.source': 'captureError',
  });
});

test('what is thrown in a span and never caught has the ids of that span', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    void window.throughline.withSpan('outer', ({ run }) =>
      run(() =>
        window.throughline.withSpan('inner', async () => {
          await Promise.resolve();
          throw new Error('deep inside');
        }),
      ),
    );
  });
  await untilLogs('Error: deep inside');
  await kit.untilSpans('outer', 'inner');
  const { traceId, spanId } = kit.span('inner');
  expect(logNamed('Error: deep inside')).toMatchObject({ traceId, spanId });
});

test('things thrown that cannot be read do not disturb the page', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    void Promise.reject(circular);
    void Promise.reject({
      get message() {
        throw new Error('no');
      },
      name: 'Hostile',
    });
    window.throughline.log.info('still here', { circular, huge: 'x'.repeat(10_000), none: undefined });
  });
  await untilLogs('still here', 'object: not readable');
  const { attributes } = logNamed('still here');
  expect(attributes.circular).toBe('[object Object]');
  expect(String(attributes.huge)).toHaveLength(4096);
  expect(attributes).not.toHaveProperty('none');
});
