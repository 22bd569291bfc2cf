import { init, setConsent } from '@throughline/client';
import { storedChoice } from './telemetry/telemetryChoice';

/** Visitors with this cookie have their spans made by OpenTelemetry's own provider: `composition=standard`. */
const composition = /(?:^|; )composition=standard(?:;|$)/.test(document.cookie) ? 'standard' : 'light';
const choice = storedChoice();

init({
  composition,
  // A shopper's pages in one tab are one session.
  persistSession: true,
  // Payments, and whatever else a developer runs on this machine, may see the trace.
  propagateTraceTo: [/^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//],
  capture: { consoleErrors: true },
  consent: choice !== 'off',
});
// A visitor's own word counts where the browser asks not to be tracked, too.
if (choice === 'on') setConsent(true);

export { onRouterTransitionStart } from '@throughline/client';
