import { withThroughline } from '@throughline/server/next';

export default withThroughline({
  basePath: '/shop',
  trailingSlash: true,
  output: process.env.TEST_STANDALONE ? 'standalone' : undefined,
});
