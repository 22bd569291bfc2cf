/** Milliseconds on the page's clock, whose 0 is the navigation. One name for all: minifiers do not shorten the browser's. */
export function pageNow(): number {
  return performance.now();
}
