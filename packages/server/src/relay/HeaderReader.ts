/** What is read of `Headers`, and can be read of `node:http`'s headers too. */
export interface HeaderReader {
  get(name: string): string | null;
}
