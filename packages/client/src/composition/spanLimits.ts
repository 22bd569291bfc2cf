import { MAX_ATTRIBUTES, MAX_STRING_LENGTH } from '@throughline/semconv';

/** What the SDK's spans may hold. */
export const SPAN_LIMITS = {
  attributeCountLimit: MAX_ATTRIBUTES,
  // One more than is sent, so that a cut string is seen as one and ends in "…".
  attributeValueLengthLimit: MAX_STRING_LENGTH + 1,
  eventCountLimit: 32,
  linkCountLimit: 32,
};
