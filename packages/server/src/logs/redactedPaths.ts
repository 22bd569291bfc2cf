const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'passwd',
  'secret',
  'token',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'apiKey',
  'api_key',
  'cardNumber',
  'card_number',
  'cvc',
  'cvv',
];

/** Fields that are never logged in the clear, at the top and one level down (wildcards further down cost each line), in pino's notation. */
export const REDACTED_PATHS: readonly string[] = [
  ...SECRETS.flatMap((name) => [name, `*.${name}`]),
  'headers["set-cookie"]',
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
];
