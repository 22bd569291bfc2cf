import { parseTraceParent, STATUS_CODE } from '@throughline/otlp';
import { expect, test } from 'vitest';
import { useTestPage } from './testing/testPage.js';

const kit = useTestPage();

test('fetch, run and log stay with the span after native awaits, however calls interleave', async () => {
  await kit.open();
  const result = await kit.page.evaluate(async () => {
    const work = (name: string) =>
      window.throughline.withSpan(
        name,
        { root: true, attributes: { shop: name } },
        async ({ span, fetch, run, log }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          await fetch(`/api/${name}/one`);
          log.info(`log ${name}`, { step: 2 });
          const response = await fetch(`/api/${name}/two`);
          await run(() => window.throughline.withSpan(`${name} child`, async () => undefined));
          return `${await response.text()} ${span.spanContext().traceId}`;
        },
      );
    return Promise.all([work('red'), work('blue')]);
  });
  for (const name of ['red', 'blue']) {
    await kit.untilSpans(name, `GET /api/${name}/one`, `GET /api/${name}/two`, `${name} child`);
  }
  await kit.site.until(() => kit.site.logs.length >= 2);

  for (const [index, name] of ['red', 'blue'].entries()) {
    const { traceId, spanId, parentSpanId, attributes } = kit.span(name);
    expect(parentSpanId).toBeUndefined();
    expect(attributes.shop).toBe(name);
    expect(result[index]).toBe(`ok ${traceId}`);
    for (const child of [`GET /api/${name}/one`, `GET /api/${name}/two`, `${name} child`]) {
      expect(kit.span(child)).toMatchObject({ traceId, parentSpanId: spanId });
    }
    const line = kit.site.logs.find((log) => log.message === `log ${name}`);
    expect(line).toMatchObject({ traceId, spanId, attributes: { step: 2 } });
    const request = kit.site.requests.find((one) => one.path === `/api/${name}/two`);
    expect(parseTraceParent(String(request?.headers.traceparent))?.traceId).toBe(traceId);
  }
});

test('an error is recorded, thrown on, and ends the span', async () => {
  await kit.open();
  const message = await kit.page.evaluate(() =>
    window.throughline
      .withSpan('pay', () => {
        throw new RangeError('too much');
      })
      .catch((error: Error) => error.message),
  );
  expect(message).toBe('too much');
  await kit.untilSpans('pay');
  const span = kit.span('pay');
  expect(span.status).toEqual({ code: STATUS_CODE.ERROR, message: 'too much' });
  expect(span.attributes['error.type']).toBe('RangeError');
  expect(span.events?.map((event) => event.name)).toEqual(['exception']);
});

test('log lines outside a span carry the ids of the page, and an Error among the attributes is spelt out', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    window.throughline.log.warn('careful', { error: new TypeError('bad input'), cart: 3 });
    window.throughline.log.debug('detail');
  });
  await kit.site.until(() => kit.site.logs.length === 2);
  await kit.untilSpans('page load /');
  const { traceId, spanId } = kit.span('page load /');
  const [warn, debug] = kit.site.logs;
  expect(warn).toMatchObject({
    message: 'careful',
    severityText: 'warn',
    traceId,
    spanId,
    attributes: { cart: 3, 'exception.type': 'TypeError', 'exception.message': 'bad input' },
  });
  expect(debug).toMatchObject({ message: 'detail', severityText: 'debug' });
});
