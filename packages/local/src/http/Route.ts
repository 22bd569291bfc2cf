import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request on its way through a route. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly url: URL;
  /** Parts of the path that the route's pattern names, decoded. */
  readonly path: Readonly<Record<string, string>>;
}

/** An answer: a body, or a stream that the route writes itself. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Takes over the response after its head is sent. */
  readonly stream?: (response: ServerResponse) => void;
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>;

/** Makes an API's own form of an error. */
export type ErrorForm = (status: number, message: string, exchange: Exchange) => Reply;

export interface Route {
  /** A path whose segments may be `:name`; a last segment `*` stands for any rest. */
  readonly pattern: string;
  readonly methods: Readonly<Partial<Record<'GET' | 'POST', Handler>>>;
  readonly error: ErrorForm;
}

/** A JSON answer. */
export function json(status: number, value: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** The parts of `path` that `pattern` names, or `undefined` where it does not match. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const named: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    if (part === '*') return named;
    const value = given[index];
    if (value === undefined) return undefined;
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
      continue;
    }
    try {
      named[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return undefined;
    }
    if (value === '') return undefined;
  }
  return wanted.length === given.length ? named : undefined;
}
