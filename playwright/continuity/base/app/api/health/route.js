export { GET } from '@throughline/server/health';
