import { logger, withSpan } from '@throughline/server';
import type { NextApiRequest, NextApiResponse } from 'next';

export default async function handler(request: NextApiRequest, response: NextApiResponse) {
  await withSpan('look up', async () => {
    await Promise.resolve();
    logger.info({ id: request.query.id }, 'looked up');
  });
  response.status(200).send(`API route ${request.query.id}`);
}
