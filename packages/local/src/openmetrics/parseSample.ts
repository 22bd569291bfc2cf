import { ExpositionError } from './ExpositionError.js';
import type { ParsedExemplar, ParsedSample } from './types.js';

const METRIC_NAME = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const LABEL = /[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(,?)/y;
const LABELS_END = /[ \t]*\}/y;
const ESCAPE = /\\(.)/g;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;

interface Labels {
  readonly labels: Readonly<Record<string, string>>;
  readonly end: number;
}

/**
 * Reads one sample line.
 *
 * @param millisPerTimeUnit - 1000 for OpenMetrics, whose timestamps are seconds; 1 for the older text format.
 * @throws ExpositionError
 */
export function parseSample(text: string, line: number, millisPerTimeUnit: number): ParsedSample {
  METRIC_NAME.lastIndex = 0;
  const name = METRIC_NAME.exec(text)?.[0];
  if (name === undefined) throw new ExpositionError(line, `expected a metric name, found '${excerpt(text)}'`);
  let at = name.length;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  const { labels, end } =
    text[at] === '{' ? readLabels(text, at + 1, line) : { labels: emptyLabels(), end: at };
  const mark = text.indexOf('#', end);
  const [value, time, surplus] = fields(text.slice(end, mark < 0 ? undefined : mark));
  if (value === undefined) throw new ExpositionError(line, `'${name}' has no value`);
  if (surplus !== undefined)
    throw new ExpositionError(line, `unexpected '${excerpt(surplus)}' after the timestamp`);
  const exemplar = mark < 0 ? undefined : parseExemplar(text, mark + 1, line, millisPerTimeUnit);
  return {
    name,
    labels,
    value: readNumber(value, line),
    ...(time === undefined ? {} : { timestampMillis: readNumber(time, line) * millisPerTimeUnit }),
    ...(exemplar === undefined ? {} : { exemplar }),
  };
}

function parseExemplar(text: string, start: number, line: number, millisPerTimeUnit: number): ParsedExemplar {
  if (millisPerTimeUnit === 1) {
    throw new ExpositionError(
      line,
      "an exemplar in a page that does not end in '# EOF': OpenMetrics that was cut off?",
    );
  }
  const brace = text.indexOf('{', start);
  if (brace < 0 || text.slice(start, brace).trim() !== '') {
    throw new ExpositionError(line, "expected '{' after '#' of an exemplar");
  }
  const { labels, end } = readLabels(text, brace + 1, line);
  const [value, time, surplus] = fields(text.slice(end));
  if (value === undefined) throw new ExpositionError(line, 'an exemplar has no value');
  if (surplus !== undefined)
    throw new ExpositionError(line, `unexpected '${excerpt(surplus)}' after an exemplar`);
  return {
    labels,
    value: readNumber(value, line),
    ...(time === undefined ? {} : { timestampMillis: readNumber(time, line) * millisPerTimeUnit }),
  };
}

function readLabels(text: string, start: number, line: number): Labels {
  const labels = emptyLabels();
  let at = start;
  let more = true;
  while (more) {
    LABEL.lastIndex = at;
    const match = LABEL.exec(text);
    if (match === null) break;
    const [, name = '', value = '', comma] = match;
    if (Object.hasOwn(labels, name)) throw new ExpositionError(line, `label '${name}' is given twice`);
    labels[name] = value.includes('\\') ? unescapeText(value) : value;
    at = LABEL.lastIndex;
    more = comma === ',';
  }
  LABELS_END.lastIndex = at;
  if (!LABELS_END.test(text))
    throw new ExpositionError(line, `malformed labels at '${excerpt(text.slice(at))}'`);
  return { labels, end: LABELS_END.lastIndex };
}

/** Without a prototype: `__proto__` is a valid label name. */
function emptyLabels(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

/** Undoes `\n`, `\"` and `\\`; a backslash before anything else stays. */
export function unescapeText(text: string): string {
  return text.replace(ESCAPE, (whole, character: string) => {
    if (character === 'n') return '\n';
    return character === '"' || character === '\\' ? character : whole;
  });
}

function fields(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/[ \t]+/, 3);
}

function readNumber(text: string, line: number): number {
  if (NUMBER.test(text)) return Number(text);
  const lower = text.toLowerCase();
  if (lower === 'nan') return Number.NaN;
  if (/^[+]?inf(?:inity)?$/.test(lower)) return Number.POSITIVE_INFINITY;
  if (/^-inf(?:inity)?$/.test(lower)) return Number.NEGATIVE_INFINITY;
  throw new ExpositionError(line, `'${excerpt(text)}' is not a number`);
}

function excerpt(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
