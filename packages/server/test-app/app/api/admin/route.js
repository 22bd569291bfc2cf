export { PUT } from '@throughline/server/admin';
