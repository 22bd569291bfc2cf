/**
 * When the page was first hidden, on its clock; Infinity while it never was. What was before this call is known from
 * the browser's own record, where it has one. A page that is rendered ahead of its visit is not hidden.
 */
export function watchHidden(): () => number {
  const [hidden] = performance.getEntriesByType('visibility-state').filter(({ name }) => name === 'hidden');
  const isHidden = document.hidden && !(document as { prerendering?: boolean }).prerendering;
  let hiddenAt = hidden?.startTime ?? (isHidden ? 0 : Number.POSITIVE_INFINITY);
  window.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) hiddenAt = Math.min(hiddenAt, performance.now());
    },
    true,
  );
  return () => hiddenAt;
}
