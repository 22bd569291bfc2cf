import { BadRequest } from './BadRequest.js';

/**
 * Objects and lists in one request. Two bytes can ask for one: without a bound, a request of some megabytes would
 * become gigabytes in memory. Dense OTLP of the largest size that is taken stays below it.
 */
const MAX_CONTAINERS = 4_000_000;
const BRACE = 0x7b;
const BRACKET = 0x5b;

/** Parses a JSON body. @throws BadRequest where it is not JSON in UTF-8, or has too many objects and lists. */
export function parseJson(body: Uint8Array): unknown {
  let containers = 0;
  for (let index = 0; index < body.length; index++) {
    const byte = body[index];
    if (byte === BRACE || byte === BRACKET) containers += 1;
  }
  if (containers > MAX_CONTAINERS) {
    throw new BadRequest(
      `the body holds more than ${MAX_CONTAINERS} JSON objects and lists: send it in parts`,
    );
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    // V8 quotes the document in its message: the sender knows what it sent, and logs need not.
    throw new BadRequest('the body is not valid JSON in UTF-8');
  }
}
