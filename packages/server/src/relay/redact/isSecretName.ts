const NAMES = new Set(['authorization', 'cookie', 'passwd', 'pwd', 'cvc', 'cvv', 'cardnumber', 'ssn', 'jwt']);
const ENDINGS = ['password', 'passphrase', 'secret', 'token', 'apikey', 'privatekey', 'setcookie', 'cookies'];

/** Whether a field, a header or a variable of this name holds a secret: `password`, `X-Api-Key`, `user.accessToken`. */
export function isSecretName(name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const plain = last.replaceAll(/[-_]/g, '').toLowerCase();
  return NAMES.has(plain) || ENDINGS.some((ending) => plain.endsWith(ending));
}
