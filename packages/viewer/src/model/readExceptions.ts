import type { Attributes, Span } from '../api/types.js';

/** One frame or other line of a stack. */
export interface StackLine {
  text: string;
  /** In the app's own code: not a dependency's and not the runtime's. */
  own: boolean;
}

/** An exception with what caused it, outermost first. */
export interface ExceptionView {
  type: string;
  message: string;
  causes: { title: string; lines: StackLine[] }[];
  lines: StackLine[];
}

const CAUSE = /^\s*(?:\[cause\]:|Caused by:|cause:)\s*/;
const FRAME = /^\s*(?:at\s|\S*@)/;
const FOREIGN = /node_modules|\(?node:|<anonymous>|\/_next\/static\/chunks\/(?:framework|main)|next\/dist/;

function string(attributes: Attributes, key: string): string {
  const value = attributes[key];
  return typeof value === 'string' ? value : '';
}

function stackLine(text: string): StackLine {
  return { text, own: FRAME.test(text) && !FOREIGN.test(text) };
}

/** Reads an exception from attributes `exception.*`; null where they name none. */
export function readException(attributes: Attributes): ExceptionView | null {
  const type = string(attributes, 'exception.type');
  const message = string(attributes, 'exception.message');
  const stack = string(attributes, 'exception.stacktrace');
  if (!type && !message && !stack) return null;
  const view: ExceptionView = { type: type || 'Error', message, causes: [], lines: [] };
  let lines = view.lines;
  const heading = new Set([...`${type}: ${message}`.split('\n'), ...message.split('\n')]);
  stack.split('\n').forEach((text, i) => {
    // V8's stacks begin with type and message, which the page shows as the title; other browsers' do not.
    const repeats = heading.has(text) || (i === 0 && !FRAME.test(text));
    if (lines === view.lines && lines.length === 0 && repeats) return;
    if (CAUSE.test(text)) {
      const cause = { title: text.replace(CAUSE, ''), lines: [] };
      view.causes.push(cause);
      lines = cause.lines;
    } else if (text.trim() && !/^\s*[{}]\s*$/.test(text)) lines.push(stackLine(text.trimEnd()));
  });
  return view;
}

/** The exceptions that a span recorded, in order of time; the same one recorded twice counts once. */
export function readExceptions(span: Span): ExceptionView[] {
  const seen = new Set<string>();
  return span.events.flatMap((event) => {
    const view = event.name === 'exception' ? readException(event.attributes) : null;
    const key = view ? `${view.type}\n${view.message}` : '';
    if (!view || seen.has(key)) return [];
    seen.add(key);
    return [view];
  });
}
