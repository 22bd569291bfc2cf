import { ExpositionError } from './ExpositionError.js';
import { parseSample, unescapeText } from './parseSample.js';
import type { MetricType, ParsedFamily, ParsedSample } from './types.js';

/** Suffixes that a sample of a type may have. Counters of the older text format have none beyond their name. */
const SUFFIXES: Readonly<Record<MetricType, readonly string[]>> = {
  counter: ['', '_total', '_created'],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count', '_created'],
  gaugehistogram: ['_bucket', '_gsum', '_gcount'],
  summary: ['', '_sum', '_count', '_created'],
  info: ['_info'],
  stateset: [''],
  unknown: [''],
};
const DESCRIPTION = /^#[ \t]+(TYPE|HELP|UNIT)[ \t]+([A-Za-z_:][A-Za-z0-9_:]*)(?:[ \t]+(.*))?$/;

interface OpenFamily {
  readonly name: string;
  type: MetricType;
  help: string;
  unit: string;
  readonly samples: ParsedSample[];
}

/**
 * Reads a page of metrics: OpenMetrics 1.0 (it ends in `# EOF`) with its exemplars, or Prometheus's text format
 * 0.0.4. Families come in the order of their first line.
 *
 * @throws ExpositionError for a line that follows neither format. Nothing of such a page is returned, as half a
 * page would look like counters that fell.
 */
export function parseOpenMetrics(text: string): ParsedFamily[] {
  const isOpenMetrics = /(?:^|\n)# EOF\s*$/.test(text.slice(-64));
  const millisPerTimeUnit = isOpenMetrics ? 1000 : 1;
  const families = new Map<string, OpenFamily>();
  let current: OpenFamily | undefined;
  let number = 0;
  for (const raw of text.split('\n')) {
    number += 1;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line === '') continue;
    if (line.startsWith('#')) {
      current = describeFamily(line, number, families) ?? current;
      continue;
    }
    const sample = parseSample(line, number, millisPerTimeUnit);
    current = familyOf(sample.name, current, families);
    current.samples.push(sample);
  }
  return Array.from(families.values(), ({ unit, ...family }) => (unit === '' ? family : { ...family, unit }));
}

/** Takes in a TYPE, HELP or UNIT line; any other comment says nothing. */
function describeFamily(
  line: string,
  number: number,
  families: Map<string, OpenFamily>,
): OpenFamily | undefined {
  const match = DESCRIPTION.exec(line);
  if (match === null) return undefined;
  const [, keyword, name = '', rest = ''] = match;
  const family = open(name, families);
  if (keyword === 'HELP') family.help = rest.includes('\\') ? unescapeText(rest) : rest;
  else if (keyword === 'UNIT') family.unit = rest.trim();
  else family.type = readType(rest.trim(), name, number);
  return family;
}

function readType(text: string, name: string, number: number): MetricType {
  if (text === 'untyped') return 'unknown';
  const type = (Object.keys(SUFFIXES) as MetricType[]).find((known) => known === text);
  if (type === undefined)
    throw new ExpositionError(number, `unknown type '${text.slice(0, 40)}' of '${name}'`);
  return type;
}

function familyOf(
  sampleName: string,
  current: OpenFamily | undefined,
  families: Map<string, OpenFamily>,
): OpenFamily {
  if (current !== undefined && belongs(sampleName, current)) return current;
  // A page that does not keep families together is still unambiguous: the suffixes say whose sample it is.
  const separator = sampleName.lastIndexOf('_');
  const stem = separator > 0 ? families.get(sampleName.slice(0, separator)) : undefined;
  if (stem !== undefined && belongs(sampleName, stem)) return stem;
  return open(sampleName, families);
}

function belongs(sampleName: string, family: OpenFamily): boolean {
  return (
    sampleName.startsWith(family.name) && SUFFIXES[family.type].includes(sampleName.slice(family.name.length))
  );
}

function open(name: string, families: Map<string, OpenFamily>): OpenFamily {
  const known = families.get(name);
  if (known !== undefined) return known;
  const family: OpenFamily = { name, type: 'unknown', help: '', unit: '', samples: [] };
  families.set(name, family);
  return family;
}
