export { GET, OPTIONS, POST } from '@throughline/server/relay';
