/** A Chromium that can be started, in the form that Playwright's `launchOptions` takes. */
export interface FoundChromium {
  readonly executablePath: string;
  readonly args: string[];
  /** Where it was found, for people: `THROUGHLINE_CHROMIUM`, `Playwright`, `this machine`, `@sparticuz/chromium`. */
  readonly source: string;
  /** Variables to add to the browser's environment. Set only where a machine lacks what the browser needs. */
  readonly env?: Readonly<Record<string, string>>;
}
