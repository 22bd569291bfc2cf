const KEY = Symbol.for('throughline.server.moreSecretNames');
type Holder = { [KEY]?: Set<string> };

/** Names of fields that the app calls secret beside ours, as they are written and plain. One set for all copies of this module. */
export function moreSecretNames(): Set<string> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new Set();
  return holder[KEY];
}

/** A name without its case and separators: `Customer-IBAN` and `customer_iban` are the same. */
export function plainName(name: string): string {
  return name.replaceAll(/[-_]/g, '').toLowerCase();
}
