import { expect, test } from 'vitest';
import type { ReceivedLog } from '../../testing/ReceivedTelemetry.js';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** Puts text, an image from the API and, below it, a box that is pushed down later on the page. */
async function fill(): Promise<void> {
  await kit.page.evaluate(async () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<main id="shop"><p class="lead">Words to read</p><div class="box" style="height:200px">box</div></main>',
    );
    // Painted, so that what follows is a shift.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const spacer = document.createElement('div');
    spacer.style.height = '120px';
    document.querySelector('#shop')?.prepend(spacer);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

/** Tells the page that it is hidden, as a tab switch does. */
async function hide(): Promise<void> {
  await kit.page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

function vitals(): Map<unknown, ReceivedLog> {
  const events = kit.site.events.filter((log) => log.eventName === 'browser.web_vital');
  return new Map(events.map((log) => [log.attributes['browser.web_vital.name'], log]));
}

test('the five vitals of a page arrive when it is hidden, on the trace of its load, each with its cause', async () => {
  await kit.open();
  await kit.untilSpans('page load /');
  await kit.page.evaluate(() => {
    document.querySelector('button')?.addEventListener('click', () => {
      const end = performance.now() + 120;
      while (performance.now() < end);
      document.body.append('done');
    });
  });
  await fill();
  expect(vitals().size).toBe(0);
  await kit.page.getByRole('button', { name: 'Go' }).click();
  // The browser reports an interaction only after it has been painted.
  await kit.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver(() => resolve()).observe({ type: 'first-input', buffered: true });
      }),
  );
  await hide();
  await kit.site.until(() => vitals().size === 5);

  const load = kit.span('page load /');
  for (const event of vitals().values()) {
    expect(event).toMatchObject({
      traceId: load.traceId,
      spanId: load.spanId,
      severityText: 'info',
      attributes: {
        'url.path': '/',
        'throughline.page.id': load.attributes['throughline.page.id'],
        'browser.web_vital.navigation_type': 'navigate',
        'browser.web_vital.delta': event.attributes['browser.web_vital.value'],
      },
    });
  }
  const value = (name: string) => Number(vitals().get(name)?.attributes['browser.web_vital.value']);
  expect(value('ttfb')).toBeGreaterThan(0);
  expect(value('fcp')).toBeGreaterThan(value('ttfb'));
  expect(value('lcp')).toBeGreaterThanOrEqual(value('fcp'));
  expect(value('inp')).toBeGreaterThanOrEqual(120);
  expect(value('cls')).toBeGreaterThan(0);

  const inp = vitals().get('inp')?.attributes ?? {};
  expect(inp['throughline.web_vital.target']).toBe('body>button');
  expect(inp['throughline.web_vital.processing_ms']).toBeGreaterThanOrEqual(119);
  expect(inp['throughline.web_vital.event']).toBe('click');
  expect(vitals().get('cls')?.attributes['throughline.web_vital.target']).toMatch(/^#shop/);
  const lcp = vitals().get('lcp')?.attributes ?? {};
  const parts = ['first_byte_ms', 'load_delay_ms', 'load_duration_ms', 'render_delay_ms'];
  const sum = parts.reduce((total, part) => total + Number(lcp[`throughline.web_vital.${part}`]), 0);
  expect(sum).toBeCloseTo(value('lcp'), 0);
  expect(lcp['browser.web_vital.rating']).toBe(value('lcp') > 2500 ? 'needs-improvement' : 'good');
});

test('the values are those that the browser itself measured, also from before the deferred part came', async () => {
  await kit.openEarly();
  await fill();
  const measured = await kit.page.evaluate(async () => {
    const entries = await new Promise<PerformanceEntry[]>((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries())).observe({
        type: 'layout-shift',
        buffered: true,
      });
    });
    return {
      fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      cls: entries.reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0),
    };
  });
  await kit.bringDeferred();
  await hide();
  await kit.site.until(() => vitals().size >= 4);
  expect(vitals().get('fcp')?.attributes['browser.web_vital.value']).toBeCloseTo(measured.fcp, 3);
  expect(measured.cls).toBeGreaterThan(0);
  expect(vitals().get('cls')?.attributes['browser.web_vital.value']).toBeCloseTo(measured.cls, 3);
});

test('they are told once, also when the page is shown and hidden again, and INP when it has a value', async () => {
  await kit.open();
  await fill();
  await hide();
  await kit.site.until(() => vitals().size === 4);
  expect(vitals().has('inp')).toBe(false);
  await kit.page.evaluate(() => {
    Reflect.deleteProperty(document, 'hidden');
    Reflect.deleteProperty(document, 'visibilityState');
  });
  await kit.page.getByRole('button', { name: 'Go' }).click();
  await kit.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver(() => resolve()).observe({ type: 'first-input', buffered: true });
      }),
  );
  await hide();
  await kit.site.until(() => vitals().has('inp'));
  expect(kit.site.events.filter((log) => log.eventName === 'browser.web_vital')).toHaveLength(5);
});

test('they are sent of a visit that is not sampled too, and say so', async () => {
  await kit.open({ sampleRatio: 0 });
  await fill();
  await hide();
  await kit.site.until(() => vitals().size === 4);
  for (const event of vitals().values()) expect(event.flags).toBe(0);
  expect(kit.site.spans).toEqual([]);
});

test('a page that the back/forward cache brings back is measured anew, as a page view of its own', async () => {
  await kit.open();
  await fill();
  await kit.untilSpans('page load /');
  await kit.page.evaluate(() =>
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })),
  );
  await kit.untilSpans('navigation /');
  await hide();
  await kit.site.until(() => vitals().size === 4);
  const back = kit.span('navigation /');
  for (const event of vitals().values()) {
    expect(event).toMatchObject({
      traceId: back.traceId,
      attributes: {
        'throughline.page.id': back.attributes['throughline.page.id'],
        'browser.web_vital.navigation_type': 'back-forward-cache',
      },
    });
  }
  expect(vitals().get('ttfb')?.attributes['browser.web_vital.value']).toBe(0);
  expect(vitals().get('cls')?.attributes['browser.web_vital.value']).toBe(0);
});

test('a page that was hidden before it painted has no paint times, and one that is switched off has none at all', async () => {
  await kit.page.addInitScript(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  });
  await kit.open();
  await fill();
  await hide();
  await kit.site.until(() => vitals().has('ttfb'));
  expect([...vitals().keys()]).toEqual(['ttfb']);

  kit.site.reset();
  await kit.open({ capture: { webVitals: false } });
  await kit.page.evaluate(() => window.throughline.log.info('last'));
  await hide();
  await kit.site.until(() => kit.site.logs.some((log) => log.message === 'last'));
  expect(vitals().size).toBe(0);
});
