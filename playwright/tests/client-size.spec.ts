import { addedBytes, measureScripts, type Scripts } from '../../bench/client/measureSize.mjs';
import { expect, test } from '../stack/test.js';

const KB = 1024;
const BUDGETS = {
  light: { critical: 4 * KB, total: 24 * KB },
  standard: { critical: 4 * KB, total: 30 * KB },
} as const;

for (const bundler of ['turbopack', 'webpack'] as const) {
  test.describe(`the bytes that the client adds to a page of a real Next build, gzip, ${bundler}`, () => {
    let bare: Scripts;

    test.beforeAll(async ({ browser }) => {
      test.setTimeout(180_000);
      bare = await measureScripts(browser, `size-bare-${bundler}`, { bundler });
    });

    for (const [composition, budget] of Object.entries(BUDGETS)) {
      test(`${composition}: at most ${budget.critical} on the critical path and ${budget.total} in all`, async ({
        browser,
      }) => {
        test.setTimeout(180_000);
        const instrumented = await measureScripts(browser, `size-${composition}-${bundler}`, {
          bundler,
          instrumentation: `import { init } from '@throughline/client';
init({ composition: '${composition}' });
export { onRouterTransitionStart } from '@throughline/client';
`,
        });
        const added = addedBytes(bare, instrumented);
        test.info().annotations.push({ type: 'bytes', description: JSON.stringify(added) });
        expect(added.critical).toBeLessThanOrEqual(budget.critical);
        expect(added.total).toBeLessThanOrEqual(budget.total);
        // A page that loads nothing later would be one whose telemetry never arrived.
        expect(added.total).toBeGreaterThan(added.critical);
      });
    }
  });
}
