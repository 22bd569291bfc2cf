import {
  ATTR_CLIENT_CAPTURED,
  ATTR_CLIENT_DROPPED_PREFIX,
  ATTR_CLIENT_LEDGER_ID,
  ATTR_CLIENT_PREFETCHES,
} from '@throughline/semconv';
import { isObject } from './cleanValue.js';
import { listIn } from './recordsOf.js';

/** What a page says of its own records, cumulative over its life. */
export interface ClientCounts {
  readonly id: string;
  readonly captured: number;
  readonly dropped: ReadonlyMap<string, number>;
  /** Of the document, the same in the batches of both signals. */
  readonly prefetches: number;
}

const ID = /^[0-9a-f]{16,32}$/;
const REASON = /^[a-z0-9_]{1,40}$/;
const MAX_REASONS = 16;
const MAX_ATTRIBUTES = 64;

/** Reads a page's counts from the resource of its request; `undefined` when it tells none, or none that make sense. */
export function readClientCounts(request: unknown, resources: string): ClientCounts | undefined {
  const [first] = listIn(request, resources);
  if (!isObject(first)) return undefined;
  let id: unknown;
  let captured: number | undefined;
  let prefetches = 0;
  const dropped = new Map<string, number>();
  for (const attribute of listIn(first.resource, 'attributes').slice(0, MAX_ATTRIBUTES)) {
    if (!isObject(attribute) || typeof attribute.key !== 'string' || !isObject(attribute.value)) continue;
    const { key, value } = attribute;
    // A beacon's writer knows doubles only.
    const count = toCount(value.intValue ?? value.doubleValue);
    if (key === ATTR_CLIENT_LEDGER_ID) id = value.stringValue;
    else if (key === ATTR_CLIENT_CAPTURED) captured = count;
    else if (key === ATTR_CLIENT_PREFETCHES) prefetches = count ?? 0;
    else if (
      key.startsWith(ATTR_CLIENT_DROPPED_PREFIX) &&
      count !== undefined &&
      dropped.size < MAX_REASONS
    ) {
      const reason = key.slice(ATTR_CLIENT_DROPPED_PREFIX.length);
      if (REASON.test(reason)) dropped.set(reason, count);
    }
  }
  if (typeof id !== 'string' || !ID.test(id) || captured === undefined) return undefined;
  return { id, captured, dropped, prefetches };
}

function toCount(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
