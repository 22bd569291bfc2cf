import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExportTraceServiceRequest, OtlpSpan } from '@throughline/otlp';
import { fromKeyValues } from '@throughline/otlp';

export interface ReceivedSpan {
  service: string;
  span: OtlpSpan;
  attributes: Record<string, unknown>;
}
export interface ReceivedLine {
  labels: Record<string, string>;
  time: string;
  fields: Record<string, unknown>;
  metadata: Record<string, string>;
}

/** OTLP receiver, Loki and a payments service in one, for tests: keeps what arrives. */
export interface Sink {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  readonly lines: ReceivedLine[];
  readonly payments: IncomingHttpHeaders[];
  /** The next answers to OTLP and Loki, before 200 again. */
  readonly answers: { status: number; headers?: Record<string, string> }[];
  close(): Promise<void>;
}

interface LokiPush {
  streams: { stream: Record<string, string>; values: [string, string, Record<string, string>][] }[];
}

export async function startSink(): Promise<Sink> {
  const spans: ReceivedSpan[] = [];
  const lines: ReceivedLine[] = [];
  const payments: IncomingHttpHeaders[] = [];
  const answers: Sink['answers'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    if (request.url === '/charge?card=4111') {
      payments.push(request.headers);
      response.setHeader('content-type', 'application/json');
      response.end('{"paid":true}');
      return;
    }
    const failure = answers.shift();
    if (failure) {
      response.writeHead(failure.status, failure.headers).end();
      return;
    }
    if (request.url === '/v1/traces') keepSpans(JSON.parse(body) as ExportTraceServiceRequest);
    else if (request.url === '/loki/api/v1/push') keepLines(JSON.parse(body) as LokiPush);
    else response.statusCode = 404;
    response.end('{}');
  });

  function keepSpans(request: ExportTraceServiceRequest): void {
    for (const { resource, scopeSpans } of request.resourceSpans ?? []) {
      const service = String(fromKeyValues(resource?.attributes)['service.name']);
      for (const span of (scopeSpans ?? []).flatMap((scope) => scope.spans ?? [])) {
        spans.push({ service, span, attributes: fromKeyValues(span.attributes) });
      }
    }
  }

  function keepLines({ streams }: LokiPush): void {
    for (const { stream, values } of streams) {
      for (const [time, line, metadata] of values) {
        lines.push({ labels: stream, time, fields: JSON.parse(line) as Record<string, unknown>, metadata });
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    lines,
    payments,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
