import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an `Authorization` header carries the bearer token. Takes the same time whatever is wrong with it. */
export function isAuthorised(header: string | null, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  return timingSafeEqual(digest(given), digest(token)) && given !== '';
}

/** Hashes are of one length, which `timingSafeEqual` needs and which hides the token's own. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
