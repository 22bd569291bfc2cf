/** A host (`api.example.com`, `api.example.com:8443`, `*.example.com`), or an expression on the URL without its query. */
export type HostPattern = string | RegExp;

/** Tests URLs against patterns. */
export function hostMatcher(patterns: readonly HostPattern[]): (url: URL) => boolean {
  const tests = patterns.map((pattern) => {
    if (typeof pattern !== 'string') return (url: URL) => pattern.test(`${url.origin}${url.pathname}`);
    const wanted = pattern.toLowerCase();
    if (wanted.startsWith('*.')) {
      return (url: URL) => url.hostname.endsWith(wanted.slice(1)) || url.host.endsWith(wanted.slice(1));
    }
    return (url: URL) => url.host === wanted || url.hostname === wanted;
  });
  return (url) => tests.some((test) => test(url));
}
