import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

const frames = () => kit.site.events.filter((event) => event.eventName === 'browser.long_animation_frame');

/** Keeps the page busy in so many frames, one after the other. */
async function block(times: number): Promise<void> {
  await kit.page.addScriptTag({
    content: `function keepBusy() {
      const end = performance.now() + 120;
      while (performance.now() < end);
    }
    async function block(times) {
      for (; times > 0; times -= 1) {
        await new Promise((resolve) => {
          requestAnimationFrame(keepBusy);
          requestAnimationFrame(() => setTimeout(resolve));
        });
      }
    }`,
  });
  await kit.page.evaluate(
    (count) => (window as unknown as { block(times: number): unknown }).block(count),
    times,
  );
}

test('a frame that blocks the page is an event on its trace, with the script that did it', async () => {
  await kit.open();
  await block(1);
  await kit.site.until(() =>
    frames().some((event) => event.attributes['throughline.long_frame.script.function'] === 'keepBusy'),
  );
  await kit.untilSpans('page load /');
  const { traceId, spanId } = kit.span('page load /');
  const event = frames().find(
    ({ attributes }) => attributes['throughline.long_frame.script.function'] === 'keepBusy',
  );
  expect(event).toMatchObject({ traceId, spanId, severityText: 'info' });
  expect(event?.attributes['browser.long_animation_frame.duration']).toBeGreaterThanOrEqual(120);
  expect(event?.attributes['browser.long_animation_frame.blocking_duration']).toBeGreaterThan(0);
  expect(event?.attributes['throughline.long_frame.script.duration_ms']).toBeGreaterThanOrEqual(119);
});

test('a page view has at most ten, and one that is switched off none', async () => {
  await kit.open();
  await block(13);
  await kit.page.evaluate(() => window.throughline.log.info('last'));
  await kit.site.until(() => kit.site.logs.length === 1 && frames().length >= 10);
  expect(frames()).toHaveLength(10);

  kit.site.reset();
  await kit.open({ capture: { longFrames: false } });
  await block(1);
  await kit.page.evaluate(() => window.throughline.log.info('last'));
  await kit.site.until(() => kit.site.logs.length === 1);
  expect(frames()).toEqual([]);
});
