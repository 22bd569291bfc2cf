import { ATTR_RELAY_TOKEN } from '@throughline/semconv';
import type { PostBatch } from './postBatch.js';

export interface TokenSender {
  /** What a batch shows of the token, as attributes of its resource: a beacon has no headers. */
  attributes(): Record<string, string>;
  /** Gets a token before the first batch, and a new one when the relay refuses it. */
  readonly post: PostBatch;
}

/** Sends what a relay takes only with a session token (`relaySecret` on the server). Records wait until there is one. */
export function sendWithToken(post: PostBatch, endpoint: string, nativeFetch: typeof fetch): TokenSender {
  /** Empty where the relay asks for none. */
  let token: string | undefined;
  let asking: Promise<void> | undefined;
  let renewed = false;

  async function ask(): Promise<void> {
    try {
      const response = await nativeFetch(`${endpoint}/v1/session`, { method: 'POST', cache: 'no-store' });
      if (response.status === 404) token = '';
      const answer: unknown = response.ok ? await response.json() : undefined;
      if (typeof answer === 'object' && answer && 'token' in answer) token = String(answer.token);
    } catch {
      // Without a token the records wait, as they do without a relay.
    }
    asking = undefined;
  }

  return {
    attributes: () => (token ? { [ATTR_RELAY_TOKEN]: token } : {}),
    async post(url, body) {
      if (token === undefined) {
        asking ??= ask();
        await asking;
        // The body was written without it: the queue writes it anew.
        const there = token !== undefined;
        return { kind: 'retryable', afterMillis: there ? 0 : undefined, network: !there };
      }
      const outcome = await post(url, body);
      if (outcome.kind === 'refused' && outcome.status === 403 && !renewed) {
        token = undefined;
        renewed = true;
        return { kind: 'retryable', afterMillis: 0, network: false };
      }
      if (outcome.kind === 'delivered') renewed = false;
      return outcome;
    },
  };
}
