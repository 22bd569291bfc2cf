// Logs and traces at a steady rate until it is told to end, and tells its parent how far it is. For tests and benchmarks.
import { logger, register, withSpan } from '../dist/node/index.js';

const {
  LINES_PER_SECOND = '500',
  SPANS_PER_SECOND = '0',
  FIRST_LINE = '0',
  LAST_LINE = 'Infinity',
} = process.env;
const TICK_MILLIS = 10;

register();
const { ledger } = globalThis[Symbol.for('throughline.server.state')].running;
let next = Number(FIRST_LINE);
let spans = 0;
const started = performance.now();

const timer = setInterval(() => {
  const seconds = (performance.now() - started) / 1000;
  const due = Math.min(
    Number(LAST_LINE),
    Number(FIRST_LINE) + Math.floor(seconds * Number(LINES_PER_SECOND)),
  );
  for (; next < due; next++)
    logger.info({ number: next }, 'a line of the benchmark, about as long as most lines are');
  for (; spans < Math.floor(seconds * Number(SPANS_PER_SECOND)) && next < Number(LAST_LINE); spans++) {
    withSpan(`span ${spans}`, () => {});
  }
  process.send?.({
    logged: next - Number(FIRST_LINE),
    spans,
    ledger: [...ledger.entries()].map(({ stage, signal, accepted, delivered, queued, dropped }) => ({
      stage,
      signal,
      accepted,
      delivered,
      queued,
      dropped: Object.fromEntries(dropped),
    })),
  });
}, TICK_MILLIS);
process.on('disconnect', () => clearInterval(timer));
