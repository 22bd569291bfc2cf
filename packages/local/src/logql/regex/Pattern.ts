/** Characters, as a question. */
export type CharacterSet = (codePoint: number) => boolean;

/** A place in the text that takes no character. */
export type Anchor = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary';

/** What a regular expression says, without the syntax. */
export type Pattern =
  | { readonly kind: 'set'; readonly has: CharacterSet }
  | { readonly kind: 'anchor'; readonly anchor: Anchor }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  /** `max` may be infinite. */
  | { readonly kind: 'repeat'; readonly body: Pattern; readonly min: number; readonly max: number };
