import { logger } from '@throughline/server';
import { database } from '@/db/database';
import { findProduct } from '@/products/findProduct';

/** `GET /api/break/throw`: throws after a query, as a real fault does. Part of the page "Break things". */
export async function GET(): Promise<Response> {
  const product = await findProduct(await database(), 'harbour-teapot');
  logger.warn({ slug: product?.slug }, 'about to pour into a cup that is not there');
  throw new Error('The teapot has no cup: this handler throws on purpose', {
    cause: new TypeError("Cannot read properties of undefined (reading 'pour')"),
  });
}
