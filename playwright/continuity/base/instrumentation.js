export { onRequestError, register } from '@throughline/server';
