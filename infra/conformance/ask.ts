/** What was answered: JSON, or the text of an error that is none. */
export interface Asked {
  readonly status: number;
  readonly body: unknown;
}

/** Asks a query API, whatever the answer is. */
export async function ask(url: string, query: Record<string, string | number> = {}): Promise<Asked> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await fetch(`${url}?${search}`);
  const text = await response.text();
  // By the text: Jaeger calls the JSON of its errors plain text.
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}
