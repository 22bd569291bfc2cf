import type { Attributes } from '@opentelemetry/api';
import { type OtlpScope, toKeyValues } from '@throughline/otlp';
import { cleanAttributes } from './cleanAttributes.js';
import { SCOPE_NAME } from './SCOPE_NAME.js';

/**
 * A scope that has these attributes, the same one as long as they stay the same: what all lines of a page have in common is
 * written once, and told once a batch.
 */
export function createPageScope(): (attributes: Attributes) => OtlpScope {
  let known: Attributes = {};
  let scope: OtlpScope | undefined;
  return (attributes) => {
    const keys = Object.keys(attributes);
    const isSame =
      keys.length === Object.keys(known).length && keys.every((key) => attributes[key] === known[key]);
    if (!scope || !isSame) {
      scope = { name: SCOPE_NAME, attributes: toKeyValues(cleanAttributes(attributes).clean) };
      known = attributes;
    }
    return scope;
  };
}
