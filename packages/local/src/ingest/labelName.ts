/**
 * A name as Loki stores it in structured metadata (Prometheus's translation of OTLP names): what no label may have is an
 * underscore, several of them are one, and a digit does not come first. `__x__` stays.
 */
export function labelName(key: string): string {
  const name = key.replaceAll(/[^a-zA-Z0-9_]/g, '_');
  if (/^__.*__$/.test(key)) return name;
  const single = name.replaceAll(/_{2,}/g, '_');
  return /^\d/.test(single) ? `key_${single}` : single || '_';
}
