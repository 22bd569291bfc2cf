import { characterSet, literal } from './characterSet.js';
import type { Anchor, Pattern } from './Pattern.js';
import { RegexReader } from './RegexReader.js';
import { RegexSyntaxError } from './RegexSyntaxError.js';

/** RE2's own limit for `{n,m}`. */
const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;

const GROUP = /\?(?:P?<[A-Za-z_][A-Za-z0-9_]*>|([imsU]*)(?:-([imsU]+))?([:)]))/y;
const COUNT = /\{(\d+)(?:(,)(\d*))?\}/y;

interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

/**
 * Reads a regular expression in RE2's syntax (github.com/google/re2, "Syntax"). Captures and greediness make no
 * difference to whether something matches, so they are read and forgotten.
 *
 * @throws RegexSyntaxError naming the part that is wrong or not supported.
 */
export function parseRegex(text: string, dotAll: boolean): Pattern {
  const reader = new RegexReader(text);
  const pattern = parseChoice(reader, { ignoreCase: false, multiline: false, dotAll }, 0);
  if (!reader.done) throw new RegexSyntaxError("a ')' has no '('");
  return pattern;
}

/** Reads alternatives up to a closing parenthesis or the end. Flags set inside hold until there. */
function parseChoice(reader: RegexReader, given: Flags, depth: number): Pattern {
  if (depth > MAX_DEPTH) throw new RegexSyntaxError(`groups are nested more than ${MAX_DEPTH} deep`);
  let flags = given;
  const options: Pattern[][] = [[]];
  while (!reader.done && !reader.sees(')')) {
    if (reader.take('|')) {
      options.push([]);
      continue;
    }
    const item = parseItem(reader, flags, depth);
    if ('ignoreCase' in item) flags = item;
    else options.at(-1)?.push(parseRepeats(reader, item));
  }
  const sequences = options.map((parts): Pattern => ({ kind: 'sequence', parts }));
  const [only] = sequences;
  return sequences.length === 1 && only !== undefined ? only : { kind: 'choice', options: sequences };
}

/** Reads one part without what repeats it, or a group that only sets flags. */
function parseItem(reader: RegexReader, flags: Flags, depth: number): Pattern | Flags {
  if (reader.take('(')) return parseGroup(reader, flags, depth);
  if (reader.take('[')) {
    const { inside, negated } = reader.bracketed();
    return { kind: 'set', has: characterSet(inside, { negated, ignoreCase: flags.ignoreCase }) };
  }
  if (reader.take('.'))
    return { kind: 'set', has: flags.dotAll ? () => true : (codePoint) => codePoint !== 10 };
  if (reader.take('^')) return anchor(flags.multiline ? 'lineStart' : 'textStart');
  if (reader.take('$')) return anchor(flags.multiline ? 'lineEnd' : 'textEnd');
  if (reader.sees('*') || reader.sees('+') || reader.sees('?'))
    throw new RegexSyntaxError('nothing to repeat');
  if (reader.take('\\')) return parseEscape(reader, flags);
  return single(reader.character(), flags);
}

function parseGroup(reader: RegexReader, given: Flags, depth: number): Pattern | Flags {
  let flags = given;
  if (reader.sees('?')) {
    const group = reader.match(GROUP);
    if (group === undefined)
      throw new RegexSyntaxError('lookaround and other (?...) groups are not supported (RE2 has none)');
    const [, on = '', off = '', end] = group;
    flags = { ...withFlags(given, on, true), ...withFlags({}, off, false) };
    if (end === ')') return flags;
  }
  const pattern = parseChoice(reader, flags, depth + 1);
  if (!reader.take(')')) throw new RegexSyntaxError("a '(' is not closed");
  return pattern;
}

function withFlags<Base extends Partial<Flags>>(base: Base, letters: string, value: boolean): Base {
  return {
    ...base,
    ...(letters.includes('i') ? { ignoreCase: value } : {}),
    ...(letters.includes('m') ? { multiline: value } : {}),
    ...(letters.includes('s') ? { dotAll: value } : {}),
  };
}

function parseEscape(reader: RegexReader, flags: Flags): Pattern {
  if (reader.take('A')) return anchor('textStart');
  if (reader.take('z')) return anchor('textEnd');
  if (reader.take('b')) return anchor('wordBoundary');
  if (reader.take('B')) return anchor('noWordBoundary');
  if (reader.take('Q')) return parseQuoted(reader, flags);
  const item = reader.escape();
  if ('codePoint' in item) return single(item.codePoint, flags);
  return { kind: 'set', has: characterSet(item.inside, { negated: false, ignoreCase: flags.ignoreCase }) };
}

/** Reads `\Q...\E`: everything between stands for itself. */
function parseQuoted(reader: RegexReader, flags: Flags): Pattern {
  const parts: Pattern[] = [];
  while (!reader.done && !reader.take('\\E')) parts.push(single(reader.character(), flags));
  return { kind: 'sequence', parts };
}

function parseRepeats(reader: RegexReader, body: Pattern): Pattern {
  const bounds = parseBounds(reader);
  if (bounds === undefined) return body;
  reader.take('?');
  if (parseBounds(reader) !== undefined)
    throw new RegexSyntaxError('a repetition of a repetition needs a group');
  return { kind: 'repeat', body, ...bounds };
}

function parseBounds(reader: RegexReader): { min: number; max: number } | undefined {
  if (reader.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
  if (reader.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
  if (reader.take('?')) return { min: 0, max: 1 };
  // A brace that is no count stands for itself.
  const count = reader.match(COUNT);
  if (count === undefined) return undefined;
  const min = Number(count[1]);
  const max = count[2] === undefined ? min : count[3] ? Number(count[3]) : Number.POSITIVE_INFINITY;
  if (min > MAX_REPEAT || (max !== Number.POSITIVE_INFINITY && max > MAX_REPEAT) || max < min) {
    throw new RegexSyntaxError(`invalid count '${count[0]}': at most ${MAX_REPEAT}`);
  }
  return { min, max };
}

function single(codePoint: number, flags: Flags): Pattern {
  if (!flags.ignoreCase) return { kind: 'set', has: (other) => other === codePoint };
  return { kind: 'set', has: characterSet(literal(codePoint), { negated: false, ignoreCase: true }) };
}

function anchor(name: Anchor): Pattern {
  return { kind: 'anchor', anchor: name };
}
