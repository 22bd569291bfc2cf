import { isSecretName } from './isSecretName.js';
import { redactCards } from './redactCards.js';
import { REDACTED, redactWord } from './redactWord.js';

/**
 * Without one of these nothing in the text can be a secret that we know. Most texts end here, so it is written to be
 * quick: the keys of most services have an underscore, and only `bearer` comes in any case.
 */
const SUSPICIOUS = /[?=:@_]|\d{4}|eyJ|glpat|xox|AIza|AKIA|ASIA|[bB][eE][aA][rR][eE][rR]/;
const WORD = /[^\s"'`<>(){}[\],;|\\]+/g;
const COOKIES = /(cookie\s{0,4}:)[^\r\n]+/gi;
const SCHEMES = new Set(['bearer', 'basic', 'digest', 'token']);
const MIN_BEARER_LENGTH = 16;
const PEM_START = '-----BEGIN ';
const PEM_END = '-----END ';

/**
 * Takes secrets out of a free text: passwords and tokens by name, bearer tokens, cookies, values in a URL's query,
 * credentials in a URL, payment cards, private keys. One pass over the text a step, no backtracking: time is linear in
 * the length, whatever the text (tested).
 */
export function redactText(text: string): string {
  if (!SUSPICIOUS.test(text) && !text.includes(PEM_START)) return text;
  return redactCards(redactWords(redactKeys(text)).replace(COOKIES, `$1 ${REDACTED}`));
}

function redactWords(text: string): string {
  let before = '';
  let secret = false;
  let bearer = false;
  return text.replace(WORD, (word) => {
    if (secret && word !== ':' && word !== '=') {
      if (SCHEMES.has(word.toLowerCase())) return word;
      secret = false;
      // Done already, by the browser.
      if (word === 'redacted') return word;
      return REDACTED;
    }
    const named = nameOf(word, before);
    secret = named !== undefined && isSecretName(named) && before.toLowerCase() !== 'unexpected';
    const after = bearer && word.length >= MIN_BEARER_LENGTH ? REDACTED : redactWord(word);
    bearer = word.toLowerCase() === 'bearer';
    before = word;
    return after;
  });
}

/** The name whose value comes next: `password:`, or `password` before a lone `:` or `=`. */
function nameOf(word: string, before: string): string | undefined {
  if (word === ':' || word === '=' || word === '=>') return before;
  return word.endsWith(':') || word.endsWith('=') ? word.slice(0, -1) : undefined;
}

function redactKeys(text: string): string {
  let result = '';
  let from = 0;
  for (let start = text.indexOf(PEM_START); start !== -1; start = text.indexOf(PEM_START, from)) {
    const end = text.indexOf(PEM_END, start);
    result += text.slice(from, start) + REDACTED;
    if (end === -1) return result;
    from = end + PEM_END.length;
  }
  return result + text.slice(from);
}
