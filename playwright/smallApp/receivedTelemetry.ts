interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
}

interface Log {
  readonly eventName?: string;
  readonly body?: { readonly stringValue?: string };
}

/** What a page has sent to a small app. */
export interface ReceivedTelemetry {
  readonly spans: readonly Span[];
  readonly logs: readonly Log[];
}

/** The relay of a small app, which keeps what it is sent, and a route that keeps the `traceparent` of its requests. */
export const RECEIVING_FILES = {
  'app/api/telemetry/[...path]/route.js': `const list = (globalThis.received ??= []);
export async function POST(request, { params }) {
  list.push({ kind: (await params).path.at(-1), body: await request.text() });
  return Response.json({});
}
export function GET() {
  return Response.json(list.splice(0));
}
`,
  'app/api/traced/route.js': `const list = (globalThis.traced ??= []);
export function GET(request) {
  list.push(request.headers.get('traceparent'));
  return new Response('ok');
}
export function DELETE() {
  return Response.json(list.splice(0));
}
`,
};

/** The telemetry that has arrived so far; the app forgets it with that. */
export async function takeTelemetry(origin: string): Promise<ReceivedTelemetry> {
  const answer = await fetch(`${origin}/api/telemetry/all`);
  const received: { kind: string; body: string }[] = await answer.json();
  const bodies = (kind: string) => received.filter((one) => one.kind === kind).map(({ body }) => body);
  return {
    spans: bodies('traces').flatMap((body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }).resourceSpans.flatMap(
        ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
      ),
    ),
    logs: bodies('logs').flatMap((body) =>
      (JSON.parse(body) as { resourceLogs: { scopeLogs: { logRecords: Log[] }[] }[] }).resourceLogs.flatMap(
        ({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords),
      ),
    ),
  };
}

/** The `traceparent` of the requests to `/api/traced` so far; the app forgets them with that. */
export async function takeTraceParents(origin: string): Promise<(string | null)[]> {
  return (await fetch(`${origin}/api/traced`, { method: 'DELETE' })).json();
}
