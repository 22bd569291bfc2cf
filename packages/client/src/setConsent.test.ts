import { expect, test } from 'vitest';
import { useTestPage } from './testing/testPage.js';

const kit = useTestPage();

/** Opens the page where `init` is told to wait, so there is no deferred part to wait for. */
async function openWaiting(options: object): Promise<void> {
  const init = JSON.stringify({ maxBatchAgeMillis: 50, persistSession: true, ...options });
  await kit.page.goto(`${kit.site.origin}/?${new URLSearchParams({ init })}`);
  await kit.page.evaluate(async () => {
    window.throughline.log.error('before consent');
    void Promise.reject(new Error('before consent'));
    await fetch('/api/before');
  });
}

const stored = () => kit.page.evaluate(() => ({ ...sessionStorage }));
const relayed = () => kit.site.requests.filter(({ path }) => path.startsWith('/api/telemetry')).length;
const traceparentTo = (path: string) =>
  kit.site.requests.find((request) => request.path === path)?.headers.traceparent;

test('before consent nothing is captured, stored or sent, and no request carries a trace', async () => {
  await openWaiting({ consent: false });
  expect(traceparentTo('/api/before')).toBeUndefined();
  expect(await stored()).toEqual({});
  await kit.page.evaluate(() => window.throughline.setConsent(true));
  await kit.page.evaluate(() => fetch('/api/after'));
  await kit.untilSpans('GET /api/after', 'page load /');
  expect(traceparentTo('/api/after')).toMatch(/^00-/);
  expect(JSON.stringify([kit.site.logs, kit.site.spans])).not.toContain('before');
  expect(Object.keys(await stored())).toEqual(['throughline.session']);
});

test('a visitor who asks not to be tracked is not, until they consent themselves', async () => {
  await kit.page.addInitScript(() => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
  });
  await openWaiting({});
  expect(traceparentTo('/api/before')).toBeUndefined();
  expect(await stored()).toEqual({});
  await kit.page.goto('about:blank');
  expect(relayed()).toBe(0);

  await openWaiting({});
  await kit.page.evaluate(() => window.throughline.setConsent(true));
  await kit.untilSpans('page load /');
});

for (const when of ['early', 'late'] as const) {
  test(`a withdrawal (${when}) drops what waits, clears storage and ends all sending`, async () => {
    const options = { maxBatchAgeMillis: 60_000, persistSession: true };
    if (when === 'early') await kit.openEarly(options);
    else await kit.open(options);
    await kit.page.evaluate(async () => {
      window.throughline.log.info('waits');
      window.throughline.setConsent(false);
      window.throughline.log.info('too late');
      await fetch('/api/untraced');
    });
    if (when === 'early') await kit.bringDeferred();
    expect(traceparentTo('/api/untraced')).toBeUndefined();
    expect(await stored()).toEqual({});
    await kit.page.goto(`${kit.other.origin}/?init={}`);
    expect(relayed()).toBe(0);
    expect([...kit.site.logs, ...kit.site.events, ...kit.site.spans]).toEqual([]);
  });
}

test('after a withdrawal consent can be given again, on the same page', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    window.throughline.setConsent(false);
    window.throughline.log.info('in between');
    window.throughline.setConsent(true);
    window.throughline.log.info('again');
  });
  await kit.site.until(() => kit.site.logs.length > 0);
  expect(kit.site.logs.map(({ message }) => message)).toEqual(['again']);
});

test('what is on its way at a withdrawal is not tried again', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = { status: 503, retryAfter: '0' };
  await kit.page.evaluate(() => window.throughline.log.info('on its way'));
  await kit.site.until(() => kit.site.relayBytes.length >= 1);
  await kit.page.evaluate(() => window.throughline.setConsent(false));
  kit.site.relay = 'up';
  await kit.page.evaluate(() => {
    window.throughline.setConsent(true);
    window.throughline.log.info('new');
  });
  await kit.site.until(() => kit.site.logs.some(({ message }) => message === 'new'));
  expect(kit.site.logs.map(({ message }) => message)).toEqual(['new']);
});

test('a visitor has the opaque id that the app gives, and no address', async () => {
  const errors: string[] = [];
  kit.page.on('console', (line) => void (line.type() === 'error' && errors.push(line.text())));
  await kit.open();
  await kit.page.evaluate(() => {
    const { log, setUser } = window.throughline;
    setUser('u-4711');
    log.info('known');
    setUser('jane@example.com');
    log.info('refused');
    setUser(undefined);
    log.info('gone');
  });
  await kit.site.until(() => kit.site.logs.length === 3);
  const userOf = Object.fromEntries(
    kit.site.logs.map(({ message, attributes }) => [message, attributes['enduser.pseudo.id']]),
  );
  expect(userOf).toEqual({ known: 'u-4711', refused: undefined, gone: undefined });
  expect(errors).toHaveLength(1);
  expect(JSON.stringify(kit.site.logs)).not.toContain('example.com');
});
