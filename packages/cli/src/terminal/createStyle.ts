/** Ways to set off a piece of text. Each returns it unchanged where colours are off. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  accent(text: string): string;
  warn(text: string): string;
  error(text: string): string;
}

/** What of a stream decides about colours. */
export interface Terminal {
  readonly isTTY?: boolean;
}

/** Colours on a terminal, none in a file or pipe or with `NO_COLOR` set to anything (no-color.org). */
export function createStyle(stream: Terminal, env: NodeJS.ProcessEnv): Style {
  const isColoured = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const wrap = (open: number, close: number) => (text: string) =>
    isColoured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    accent: wrap(36, 39),
    warn: wrap(33, 39),
    error: wrap(31, 39),
  };
}
