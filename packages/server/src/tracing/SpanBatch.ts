import { attributesToJson, type SpanRecord, spanToJson } from '@throughline/otlp';
import { Utf8Buffer } from '../delivery/Utf8Buffer.js';

/** Who made a span: the name and version that a tracer was asked for with. */
export interface SpanScope {
  readonly name: string;
  readonly version?: string | undefined;
  readonly schemaUrl?: string | undefined;
}

const END_OF_SCOPE = ']}';
const END = `${END_OF_SCOPE}]}`;

/**
 * Ended spans of one process as OTLP/JSON. Written as they end: thousands of span objects that wait for their export
 * would be copied by each cycle of the collector.
 */
export class SpanBatch {
  readonly #head: string;
  readonly #text = new Utf8Buffer();
  #scope: SpanScope | undefined;
  spans = 0;

  /** @param resource the process's attributes */
  constructor(resource: Readonly<Record<string, unknown>>) {
    this.#head = `{"resource":{"attributes":${attributesToJson(resource)}},"scopeSpans":[`;
  }

  get bytes(): number {
    return this.#text.length;
  }

  /** @throws for what cannot be written as JSON, with nothing added */
  add(span: SpanRecord, scope: SpanScope): void {
    const json = spanToJson(span);
    if (scope !== this.#scope) {
      this.#text.append(`${this.#scope ? `${END_OF_SCOPE},` : this.#head}${startOfScope(scope)}`);
      this.#text.appendLatin1(json);
    } else this.#text.appendLatin1(`,${json}`);
    this.#scope = scope;
    this.spans += 1;
  }

  /** Empties the batch; gives its one `ResourceSpans`. */
  take(): string {
    this.#text.append(END);
    this.#scope = undefined;
    this.spans = 0;
    return this.#text.takeText();
  }
}

function startOfScope({ name, version, schemaUrl }: SpanScope): string {
  const versionMember = version ? `,"version":${JSON.stringify(version)}` : '';
  const schemaMember = schemaUrl ? `"schemaUrl":${JSON.stringify(schemaUrl)},` : '';
  return `{${schemaMember}"scope":{"name":${JSON.stringify(name)}${versionMember}},"spans":[`;
}
