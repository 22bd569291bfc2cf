import type { Client } from '../Client.js';
import type { Exporter } from '../export/Exporter.js';
import { unreportedDrops } from './unreportedDrops.js';

/** A report is a record too: without a pause a relay that keeps none would be answered with one each time. */
const REPORT_INTERVAL_MILLIS = 60_000;

/** Returns a function that writes one line for what was dropped since the last one, if anything was. */
export function createDropReport(client: Client, exporter: Exporter): () => void {
  const takeDrops = unreportedDrops(exporter);
  let nextReportAt = 0;
  return () => {
    if (Date.now() < nextReportAt) return;
    const drops = takeDrops();
    if (!drops) return;
    nextReportAt = Date.now() + REPORT_INTERVAL_MILLIS;
    client.log('warn', `throughline dropped ${drops.total} browser records`, drops.attributes);
  };
}
