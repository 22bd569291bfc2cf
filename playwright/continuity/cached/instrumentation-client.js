import { init } from '@throughline/client';

init();

export { onRouterTransitionStart } from '@throughline/client';
