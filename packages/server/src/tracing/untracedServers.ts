const untraced = new WeakSet<object>();

/** Makes the patched `http.Server` leave this one alone: it is telemetry's own. */
export function markUntraced(server: object): void {
  untraced.add(server);
}

export function isUntracedServer(server: unknown): boolean {
  return typeof server === 'object' && server !== null && untraced.has(server);
}
