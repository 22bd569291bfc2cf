const MAX_CAUSES = 5;

/** The stack of an error, and those of what caused it. */
export function stackWithCauses(error: unknown): string {
  const parts: string[] = [];
  let current = error;
  while (current instanceof Error && parts.length <= MAX_CAUSES) {
    parts.push(current.stack ?? String(current));
    current = current.cause;
  }
  return parts.join('\nCaused by: ');
}
