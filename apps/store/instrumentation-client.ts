import { init } from '@throughline/client';

// A shopper's pages in one tab are one session.
init({ persistSession: true });

export { onRouterTransitionStart } from '@throughline/client';
