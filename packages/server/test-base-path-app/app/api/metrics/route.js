export { GET } from '@throughline/server/metrics';
