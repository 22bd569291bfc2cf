import { neutralise } from '../logs/neutralise.js';
import { isSecretName } from './redact/isSecretName.js';

/** An attribute's name, and whether its value is a secret's by that name. */
export interface CleanKey {
  readonly key: string;
  readonly isSecret: boolean;
}

const MAX_KEY_LENGTH = 256;
/** A page's records use the same few dozen names; who sends others in masses only loses what the memory saves. */
const MAX_KNOWN = 1_000;
const MAX_KNOWN_LENGTH = 64;
const known = new Map<string, CleanKey>();

/** A name of bounded length without control characters. */
export function cleanKey(sent: string): CleanKey {
  const before = known.get(sent);
  if (before) return before;
  const key = neutralise(sent.slice(0, MAX_KEY_LENGTH));
  const made = { key, isSecret: isSecretName(key) };
  if (sent.length <= MAX_KNOWN_LENGTH) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(sent, made);
  }
  return made;
}
