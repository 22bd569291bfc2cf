/**
 * Finds out whether the page's content security policy (`connect-src`) forbids the endpoint. It does not change while the
 * page lives, and the browser prints an error for each request: what is forbidden is not tried again.
 */
export function watchPolicy(endpoint: string): () => boolean {
  const { href } = new URL(endpoint, document.baseURI);
  let forbidden = false;
  document.addEventListener('securitypolicyviolation', ({ blockedURI, disposition }) => {
    forbidden ||= disposition === 'enforce' && blockedURI.startsWith(href);
  });
  return () => forbidden;
}
