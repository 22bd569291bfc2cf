export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.BENCH_BARE) return;
  const { register } = await import('@throughline/server');
  register();
}

export async function onRequestError(...args) {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.BENCH_BARE) return;
  const { onRequestError } = await import('@throughline/server');
  onRequestError(...args);
}
