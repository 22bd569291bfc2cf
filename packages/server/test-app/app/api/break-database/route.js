import { healthCheck } from '@throughline/server';

export function POST() {
  healthCheck('database', () => Promise.reject(new Error('db.internal refused')));
  return new Response();
}
