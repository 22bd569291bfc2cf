import { withThroughline } from '@throughline/server/next';

export default withThroughline({});
