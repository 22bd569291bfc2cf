import { setTimeout } from 'node:timers/promises';
import { logger } from '@throughline/server';

/** Takes as long as it is asked to. */
export async function GET(request) {
  const millis = Number(new URL(request.url).searchParams.get('millis'));
  await setTimeout(millis);
  logger.info('waited');
  return Response.json({ millis });
}
