import { withThroughline } from '@throughline/server/next';

export default withThroughline({ basePath: '/shop', trailingSlash: true });
