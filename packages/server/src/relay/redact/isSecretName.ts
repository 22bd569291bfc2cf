import { moreSecretNames, plainName } from '../../logs/moreSecretNames.js';

const NAMES = new Set(['authorization', 'cookie', 'passwd', 'pwd', 'cvc', 'cvv', 'cardnumber', 'ssn', 'jwt']);
const MORE_NAMES: ReadonlySet<string> = moreSecretNames();
const ENDINGS = ['password', 'passphrase', 'secret', 'token', 'apikey', 'privatekey', 'setcookie', 'cookies'];

/** Whether a field, a header or a variable of this name holds a secret: `password`, `X-Api-Key`, `user.accessToken`. */
export function isSecretName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const plain = plainName(last);
  return NAMES.has(plain) || MORE_NAMES.has(plain) || ENDINGS.some((ending) => plain.endsWith(ending));
}
