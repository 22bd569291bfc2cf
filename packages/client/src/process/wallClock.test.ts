import { beforeEach, expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();
const HOUR = 3_600_000;

/** A machine that sleeps: the time of day goes on, or is set back, while the page's own clock stands still. */
beforeEach(() =>
  kit.page.addInitScript(() => {
    const now = Date.now.bind(Date);
    let slept = 0;
    Date.now = () => now() + slept;
    Object.assign(window, {
      sleep(millis: number) {
        slept += millis;
      },
    });
  }),
);

const millis = (nanos: string | number) => Number(BigInt(nanos) / 1_000_000n);

test.each([HOUR, -HOUR])(
  'after the time of day went %i ms ahead of the page, times are those of the day, and no duration is negative',
  async (jump) => {
    await kit.open();
    await kit.page.evaluate(async (by) => {
      const { sleep } = window as Window & { sleep?: (millis: number) => void };
      await window.throughline.withSpan('before', async ({ fetch }) => {
        const answer = fetch('/api/slow/50');
        sleep?.(by);
        await answer.then((response) => response.text());
      });
      await window.throughline.withSpan('after', ({ fetch }) => fetch('/api/echo').then((r) => r.text()));
      window.throughline.log.info('after');
    }, jump);
    await kit.untilSpans('before', 'after', 'GET /api/slow/50', 'GET /api/echo');
    await kit.site.until(() => kit.site.logs.length === 1);

    for (const { startTimeUnixNano, endTimeUnixNano } of kit.site.spans) {
      expect(millis(endTimeUnixNano)).toBeGreaterThanOrEqual(millis(startTimeUnixNano));
    }
    const today = Date.now() + jump;
    const times = [
      kit.span('after').startTimeUnixNano,
      kit.span('GET /api/echo').startTimeUnixNano,
      kit.span('GET /api/echo').endTimeUnixNano,
      kit.site.logs[0]?.timeUnixNano ?? '0',
    ];
    for (const time of times) expect(Math.abs(millis(time) - today)).toBeLessThan(30_000);
  },
);
