import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ATTR_RELAY_TOKEN } from '@throughline/semconv';
import { isObject } from './cleanValue.js';
import { listIn } from './recordsOf.js';

/** How long a token is good for: a page that stays open longer gets a new one. In seconds. */
export const SESSION_TOKEN_SECONDS = 12 * 60 * 60;
const CONTEXT = 'throughline relay session';
const NONCE_BYTES = 12;
const MAX_TOKEN_LENGTH = 256;
const MAX_ATTRIBUTES = 64;

/**
 * Tokens that pages of the app get before they may send: `expiry.nonce.mac`, an HMAC-SHA-256 over the first two. They
 * prove that a sender asked this app for one within the last hours, at the rate of a client; not who it is.
 */
export class SessionTokens {
  /** @param secrets the first signs, all are good: so a secret can be replaced without refusing anybody */
  constructor(readonly secrets: readonly string[]) {}

  /** Whether the relay asks for tokens. */
  get required(): boolean {
    return this.secrets.length > 0;
  }

  issue(nowMillis: number): { token: string; expiresAt: string } {
    const expiry = Math.floor(nowMillis / 1000) + SESSION_TOKEN_SECONDS;
    const signed = `${expiry.toString(36)}.${randomBytes(NONCE_BYTES).toString('base64url')}`;
    const mac = macOf(signed, this.secrets[0] ?? '').toString('base64url');
    return { token: `${signed}.${mac}`, expiresAt: new Date(expiry * 1000).toISOString() };
  }

  isValid(token: unknown, nowMillis: number): boolean {
    if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) return false;
    const end = token.lastIndexOf('.');
    const signed = token.slice(0, end);
    const mac = Buffer.from(token.slice(end + 1), 'base64url');
    const known = this.secrets.filter((secret) => equal(macOf(signed, secret), mac));
    const expiry = Number.parseInt(signed, 36);
    return known.length > 0 && expiry * 1000 > nowMillis;
  }
}

/** The token of an OTLP request, which a beacon too can carry: a resource attribute. */
export function sessionTokenOf(request: unknown, resources: string): unknown {
  const [first] = listIn(request, resources);
  if (!isObject(first)) return undefined;
  for (const attribute of listIn(first.resource, 'attributes').slice(0, MAX_ATTRIBUTES)) {
    if (!isObject(attribute) || attribute.key !== ATTR_RELAY_TOKEN || !isObject(attribute.value)) continue;
    return attribute.value.stringValue;
  }
  return undefined;
}

function macOf(text: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${CONTEXT}\n${text}`).digest();
}

function equal(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
