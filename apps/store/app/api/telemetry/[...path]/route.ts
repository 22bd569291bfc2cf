export { POST } from '@throughline/server/relay';
