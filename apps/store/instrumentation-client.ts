import { init } from '@throughline/client';

/** Visitors with this cookie have their spans made by OpenTelemetry's own provider: `composition=standard`. */
const composition = /(?:^|; )composition=standard(?:;|$)/.test(document.cookie) ? 'standard' : 'light';

// A shopper's pages in one tab are one session.
init({ persistSession: true, composition });

export { onRouterTransitionStart } from '@throughline/client';
