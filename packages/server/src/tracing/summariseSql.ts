const OPERATION = /^\s*(?:--[^\n]*\n\s*|\/\*[^*]*\*\/\s*)*([a-z]+)/i;
const COLLECTION =
  /\b(?:from|into|update|join|table)\s+(?:only\s+|if\s+(?:not\s+)?exists\s+)*["`]?([a-z_][\w.$]*)/i;

/** The operation and the first table of a statement, for the span's name. Approximate by design: no SQL parser. */
export function summariseSql(text: string): { operation?: string; collection?: string } {
  const operation = OPERATION.exec(text)?.[1]?.toUpperCase();
  const collection = COLLECTION.exec(text)?.[1];
  return { ...(operation ? { operation } : {}), ...(collection ? { collection } : {}) };
}
