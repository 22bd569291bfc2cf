import { init } from '@throughline/client';

// What a test asks for.
const asked = new URLSearchParams(location.search);
init({
  sampleRatio: Number(asked.get('ratio') ?? 1),
  slowMillis: Number(asked.get('slow') ?? 60_000),
});

export { onRouterTransitionStart } from '@throughline/client';
