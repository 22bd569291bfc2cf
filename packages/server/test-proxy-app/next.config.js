import { withThroughline } from '@throughline/server/next';

export default withThroughline({
  cacheComponents: true,
  partialPrefetching: true,
  distDir: 'dist/next',
  rewrites: () => Promise.resolve([{ source: '/old/:id', destination: '/items/:id' }]),
});
