import { LEDGER_ACCEPTED, LEDGER_DELIVERED, LEDGER_DROPPED, LEDGER_QUEUED } from '@throughline/semconv';
import { Counter, Gauge, type OpenMetricsContentType, type Registry } from 'prom-client';
import type { Ledger } from '../delivery/Ledger.js';

/** The ledger's figures are read at the scrape, all from one moment, so that they add up on every page. */
export function registerLedger(registry: Registry<OpenMetricsContentType>, ledger: Ledger): void {
  for (const [definition, read] of [
    [LEDGER_ACCEPTED, 'accepted'],
    [LEDGER_DELIVERED, 'delivered'],
  ] as const) {
    new Counter({
      name: definition.name,
      help: definition.help,
      labelNames: [...definition.labels],
      registers: [registry],
      collect() {
        this.reset();
        for (const entry of ledger.entries()) {
          this.inc({ stage: entry.stage, signal: entry.signal }, entry[read]);
        }
      },
    });
  }
  new Counter({
    name: LEDGER_DROPPED.name,
    help: LEDGER_DROPPED.help,
    labelNames: [...LEDGER_DROPPED.labels],
    registers: [registry],
    collect() {
      this.reset();
      for (const { stage, signal, dropped } of ledger.entries()) {
        for (const [reason, count] of dropped) this.inc({ stage, signal, reason }, count);
      }
    },
  });
  new Gauge({
    name: LEDGER_QUEUED.name,
    help: LEDGER_QUEUED.help,
    labelNames: [...LEDGER_QUEUED.labels],
    registers: [registry],
    collect() {
      for (const { stage, signal, queued } of ledger.entries()) this.set({ stage, signal }, queued);
    },
  });
}
