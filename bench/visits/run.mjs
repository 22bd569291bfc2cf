// Visits to a production build, half of them left within 300 ms: how much of what the pages recorded arrives.
import { chromium } from '@playwright/test';
import { findChromium } from '../../packages/playwright/dist/chromium/index.js';
import { report, round } from '../measure.mjs';
import { makeVisits } from './makeVisits.mjs';
import { startVisitsApp } from './visitsApp.mjs';

const VISITS = Number(process.env.VISITS ?? 1_000);

const app = await startVisitsApp();
const { executablePath, args, env = {} } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
try {
  const visited = await makeVisits(browser, app, { visits: VISITS, atOnce: 4 });
  const { expected, arrived, twice, missing, unbegun } = visited;
  console.log(`${arrived} of ${expected} records arrived, ${twice} twice; missing: ${missing.join(', ')}`);
  report(import.meta.url, 'node bench/visits/run.mjs', [
    {
      name: `records of ${VISITS} visits that arrived (half left by link, to another site, close or reload within 300 ms)`,
      value: round((100 * arrived) / expected),
      unit: '%',
      goal: 99.5,
      op: '>=',
    },
    { name: 'records that arrived more than once', value: twice, unit: 'records', goal: 0, op: '<=' },
    {
      name: 'tabs closed before their page had recorded anything, which are left out',
      value: unbegun,
      unit: 'visits',
      goal: VISITS / 8,
      op: '<=',
    },
    { name: 'records that the pages made', value: expected, unit: 'records', goal: VISITS * 5, op: '>=' },
  ]);
} finally {
  await browser.close();
  await app.stop();
}
