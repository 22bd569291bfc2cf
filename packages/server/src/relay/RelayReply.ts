import { encodeExportResponse, encodeStatus } from '@throughline/otlp/protobuf';
import type { RelayRefusal } from './RelayRefusal.js';
import type { RelayResult } from './RelayResult.js';
import type { RelaySignal } from './RelaySignal.js';

export const JSON_TYPE = 'application/json';
export const PROTOBUF_TYPE = 'application/x-protobuf';

/** gRPC's code for a `google.rpc.Status`, by HTTP status. */
const GRPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  403: 7,
  404: 5,
  405: 12,
  413: 8,
  415: 3,
  429: 8,
  503: 14,
};
const UNKNOWN = 2;

/** An answer before it is one of the framework's. */
export interface RelayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
}

/** Writes answers as OTLP/HTTP wants them: in the request's own encoding. */
export class RelayReply {
  /** The content type of the request, once it is known to be one of ours. */
  type: typeof JSON_TYPE | typeof PROTOBUF_TYPE = JSON_TYPE;
  /** For a page of a listed origin: without them it could not read the answer. */
  corsHeaders: Readonly<Record<string, string>> = {};

  preflight(): RelayAnswer {
    return { status: 204, headers: this.#headers({}), body: null };
  }

  json(value: object): RelayAnswer {
    return this.#send(200, JSON.stringify(value));
  }

  taken(signal: RelaySignal, { rejected, reasons }: Extract<RelayResult, { kind: 'taken' }>): RelayAnswer {
    const partial =
      rejected > 0 || reasons.length > 0 ? { rejected, message: reasons.join('; ') } : undefined;
    if (this.type === PROTOBUF_TYPE) return this.#send(200, encodeExportResponse(partial));
    if (!partial) return this.#send(200, '{}');
    const count = signal === 'spans' ? { rejectedSpans: rejected } : { rejectedLogRecords: rejected };
    return this.#send(200, JSON.stringify({ partialSuccess: { ...count, errorMessage: partial.message } }));
  }

  /** A `Status` message (`google.rpc.Status`). */
  refused({ status, message, headers }: RelayRefusal): RelayAnswer {
    const code = GRPC_CODES[status] ?? UNKNOWN;
    const body =
      this.type === PROTOBUF_TYPE ? encodeStatus(code, message) : JSON.stringify({ code, message });
    return this.#send(status, body, headers);
  }

  #send(status: number, body: string | Uint8Array<ArrayBuffer>, headers = {}): RelayAnswer {
    return { status, headers: this.#headers({ 'content-type': this.type, ...headers }), body };
  }

  #headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    return { 'cache-control': 'no-store', vary: 'origin', ...this.corsHeaders, ...headers };
  }
}
