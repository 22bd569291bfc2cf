import { cookies, headers } from 'next/headers';
import { isUuid } from '@/orders/isUuid';

const COOKIE = 'cart';
const MAX_AGE_SECONDS = 7 * 24 * 3600;

/** The visitor's cart id, or undefined. What is not an id that we could have given is ignored. */
export async function readCartId(): Promise<string | undefined> {
  const value = (await cookies()).get(COOKIE)?.value;
  return value !== undefined && isUuid(value) ? value : undefined;
}

/** The visitor's cart id; a new one is given and remembered. In server actions and route handlers only. */
export async function ensureCartId(): Promise<string> {
  const known = await readCartId();
  if (known) return known;
  const id = crypto.randomUUID();
  (await cookies()).set(COOKIE, id, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: MAX_AGE_SECONDS,
    secure: (await headers()).get('x-forwarded-proto') === 'https',
  });
  return id;
}
