import { init } from '@throughline/client';

init({ sessionToken: true });

export { onRouterTransitionStart } from '@throughline/client';
