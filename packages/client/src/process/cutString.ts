import { MAX_STRING_LENGTH } from '@throughline/semconv';

/** At most `max` UTF-16 code units; what is longer is cut and ends in "…". */
export function cutString(text: string, max: number = MAX_STRING_LENGTH): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
