/** How the keys of well-known services begin. */
const PREFIXES = [
  'sk_live_',
  'sk_test_',
  'rk_live_',
  'whsec_',
  'ghp_',
  'gho_',
  'ghs_',
  'github_pat_',
  'glpat-',
  'npm_',
  'xoxb-',
  'xoxp-',
  'xoxa-',
  'AIza',
];
const MIN_LENGTH = 20;
const AWS_KEY = /^(?:AKIA|ASIA)[0-9A-Z]{16}$/;

/** Whether a word is a secret by its own look: a JSON Web Token, or the key of a well-known service. */
export function looksSecret(word: string): boolean {
  if (word.length < MIN_LENGTH) return false;
  if (word.startsWith('eyJ')) return word.split('.', 3).length === 3;
  return AWS_KEY.test(word) || PREFIXES.some((prefix) => word.startsWith(prefix));
}
