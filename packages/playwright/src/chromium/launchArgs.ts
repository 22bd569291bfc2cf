/**
 * Arguments for every Chromium: nothing is fetched, updated or reported in the background, so that a test sees
 * only its own requests. QUIC is off because no local server speaks it.
 */
const QUIET_ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
] as const;

/** Arguments of the packaged Chromium that would change what a page may do, or that crash it with several pages. */
const REFUSED_ARGS: ReadonlySet<string> = new Set([
  '--allow-running-insecure-content',
  '--disable-web-security',
  '--single-process',
]);

/** Chromium takes only the last of each, so these would undo what Playwright switches off (HTTPS upgrades, say). */
const FEATURE_LIST = /^--(?:dis|en)able-features=/;

/** Chromium refuses to start as root with its sandbox. Elsewhere the sandbox stays. */
const SANDBOX_ARGS: ReadonlySet<string> = new Set([
  '--no-sandbox',
  '--no-zygote',
  '--disable-setuid-sandbox',
]);

/** The quiet arguments together with those that a packaged Chromium asks for, each once. */
export function launchArgs(isRoot: boolean, packaged: readonly string[] = []): string[] {
  const kept = packaged.filter(
    (arg) => !REFUSED_ARGS.has(arg) && !FEATURE_LIST.test(arg) && (isRoot || !SANDBOX_ARGS.has(arg)),
  );
  return [...new Set([...kept, ...QUIET_ARGS, ...(isRoot ? ['--no-sandbox'] : [])])];
}
