const EXEMPLAR = / # \{trace_id="[0-9a-f]{32}",span_id="[0-9a-f]{16}"\} \S+ \S+$/gm;

/**
 * A metric's OpenMetrics lines in Prometheus's older text format: no exemplars, and a counter's `# TYPE` under its
 * full name. For scrapers and tools that ask for `text/plain`.
 */
export function toPlainText({ name, text }: { name: string; text: string }): string {
  const plain = text.replace(EXEMPLAR, '');
  if (!name.endsWith('_total')) return plain;
  const short = name.slice(0, -'_total'.length);
  return plain.replace(new RegExp(`^(# (?:HELP|TYPE) )${short} `, 'gm'), `$1${name} `);
}

/** Whether an `Accept` header asks for the older format and not for OpenMetrics. */
export function wantsPlainText(accept: string | null): boolean {
  if (accept === null) return false;
  return accept.includes('text/plain') && !accept.includes('application/openmetrics-text');
}
