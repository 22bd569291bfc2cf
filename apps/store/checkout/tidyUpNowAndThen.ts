import { tidyUp } from '@/checkout/tidyUp';
import { database } from '@/db/database';

const INTERVAL_MILLIS = 5 * 60_000;

let lastRun = Date.now();

/** Opens the database if it is not open yet, and tidies it up when that was not done for five minutes. */
export async function tidyUpNowAndThen(): Promise<void> {
  const shop = await database();
  if (Date.now() - lastRun < INTERVAL_MILLIS) return;
  lastRun = Date.now();
  await tidyUp(shop);
}
