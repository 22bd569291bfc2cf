import { expect, test } from 'vitest';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** Forbids images and tries some. */
async function violate(): Promise<void> {
  await kit.page.evaluate(async () => {
    document.head.insertAdjacentHTML(
      'beforeend',
      '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'">',
    );
    const violated = new Promise((resolve) =>
      document.addEventListener('securitypolicyviolation', resolve, { once: true }),
    );
    for (let i = 0; i < 3; i += 1)
      document.body.append(Object.assign(new Image(), { src: '/pixel?id=secret' }));
    await violated;
  });
}

const violations = () => kit.site.logs.filter((log) => log.attributes['throughline.error.source'] === 'csp');

for (const when of ['before', 'after'] as const) {
  test(`a violation ${when} the deferred part has arrived is reported, the same one once`, async () => {
    if (when === 'before') await kit.openEarly({ capture: { resourceErrors: false } });
    else await kit.open({ capture: { resourceErrors: false } });
    await violate();
    if (when === 'before') await kit.bringDeferred();
    await kit.site.until(() => violations().length > 0);
    await kit.page.evaluate(() => window.throughline.log.info('last'));
    await kit.site.until(() => kit.site.logs.some(({ message }) => message === 'last'));
    expect(violations().map(({ message }) => message)).toEqual([
      `CspViolation: img-src forbids ${kit.site.origin}/pixel?id=REDACTED (enforce)`,
    ]);
  });
}

test('switched off none is', async () => {
  await kit.open({ capture: { cspViolations: false, resourceErrors: false } });
  await violate();
  await kit.page.evaluate(() => window.throughline.log.info('last'));
  await kit.site.until(() => kit.site.logs.some(({ message }) => message === 'last'));
  expect(violations()).toEqual([]);
});
