import { logger } from '@throughline/server';

export async function POST() {
  logger.info('echoed');
  return Response.json({});
}
