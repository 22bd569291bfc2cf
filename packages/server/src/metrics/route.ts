import { processState } from '../runtime/processState.js';
import { currentPeerAddress } from '../tracing/peerAddress.js';
import { answerScrape } from './answerScrape.js';

/**
 * Route handler of the metrics: OpenMetrics text with exemplars. Asks for `Authorization: Bearer <token>` as soon as a
 * token is set; without one it answers only to loopback, and in production to nobody.
 */
export async function GET(request: Request): Promise<Response> {
  const scraper = { authorization: request.headers.get('authorization'), address: currentPeerAddress() };
  const { status, headers, body } = await answerScrape(processState().running, scraper, {
    accept: request.headers.get('accept'),
  });
  return new Response(body, { status, headers });
}
