const MAX_TEXTS = 10_000;
const MAX_TEXTS_PER_NAME = 256;
const MAX_LENGTH = 256;

/**
 * What was made of a name and a value before: most spans say the same few things of themselves. Bounded, in all and for
 * each name, so that a name whose values never come again (an id, a path) keeps a small part of it. The first ones stay.
 */
export class KnownTexts {
  readonly #byName = new Map<string, Map<string | number, string>>();
  #size = 0;

  constructor(readonly make: (name: string, value: string | number) => string) {}

  of(name: string, value: string | number): string {
    const ofName = this.#byName.get(name);
    return ofName?.get(value) ?? this.#add(ofName, name, value);
  }

  #add(ofName: Map<string | number, string> | undefined, name: string, value: string | number): string {
    const made = this.make(name, value);
    const isFull = this.#size >= MAX_TEXTS || (ofName?.size ?? 0) >= MAX_TEXTS_PER_NAME;
    if (isFull || name.length + made.length > MAX_LENGTH) return made;
    if (ofName) ofName.set(value, made);
    else this.#byName.set(name, new Map([[value, made]]));
    this.#size += 1;
    return made;
  }
}
