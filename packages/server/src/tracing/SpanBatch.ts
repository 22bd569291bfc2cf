import { attributesToJson, type SpanRecord, spanToJson } from '@throughline/otlp';

/** Who made a span: the name and version that a tracer was asked for with. */
export interface SpanScope {
  readonly name: string;
  readonly version?: string | undefined;
  readonly schemaUrl?: string | undefined;
}

const FIRST_BYTES = 64 * 1024;
/** UTF-8 needs three bytes for a UTF-16 code unit at most. */
const MAX_BYTES_PER_CHAR = 3;
const END_OF_SCOPE = ']}';
const END = `${END_OF_SCOPE}]}`;

/**
 * Ended spans of one process as OTLP/JSON. Written as they end, into memory outside of the collector's: thousands of
 * span objects that wait for their export would be copied by each of its cycles.
 */
export class SpanBatch {
  readonly #head: string;
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;
  #scope: SpanScope | undefined;
  spans = 0;

  /** @param resource the process's attributes */
  constructor(resource: Readonly<Record<string, unknown>>) {
    this.#head = `{"resource":{"attributes":${attributesToJson(resource)}},"scopeSpans":[`;
  }

  get bytes(): number {
    return this.#length;
  }

  /** @throws for what cannot be written as JSON, with nothing added */
  add(span: SpanRecord, scope: SpanScope): void {
    const json = spanToJson(span);
    if (scope === this.#scope) this.#write(`,${json}`);
    else this.#write(`${this.#scope ? `${END_OF_SCOPE},` : this.#head}${startOfScope(scope)}${json}`);
    this.#scope = scope;
    this.spans += 1;
  }

  /** Empties the batch; gives its one `ResourceSpans`. */
  take(): string {
    this.#write(END);
    const text = this.#bytes.toString('utf8', 0, this.#length);
    this.#length = 0;
    this.#scope = undefined;
    this.spans = 0;
    return text;
  }

  #write(text: string): void {
    const needed = this.#length + text.length * MAX_BYTES_PER_CHAR;
    if (needed > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#length += this.#bytes.write(text, this.#length);
  }
}

function startOfScope({ name, version, schemaUrl }: SpanScope): string {
  const versionMember = version ? `,"version":${JSON.stringify(version)}` : '';
  const schemaMember = schemaUrl ? `"schemaUrl":${JSON.stringify(schemaUrl)},` : '';
  return `{${schemaMember}"scope":{"name":${JSON.stringify(name)}${versionMember}},"spans":[`;
}
