import { quietly } from './quietly.js';

/**
 * Hands over the performance entries of a type, those from before this call too. Returns a function that hands
 * over at once what the browser still holds back. Does nothing where the browser does not know the type.
 */
export function observeEntries<E extends PerformanceEntry>(
  type: string,
  onEntry: (entry: E) => void,
  durationThreshold?: number,
): () => void {
  const each = (entries: PerformanceEntry[]) =>
    quietly(() => {
      for (const entry of entries) onEntry(entry as E);
    });
  if (!window.PerformanceObserver?.supportedEntryTypes?.includes(type)) return () => {};
  const observer = new PerformanceObserver((list) => each(list.getEntries()));
  observer.observe({ type, buffered: true, durationThreshold } as PerformanceObserverInit);
  return () => each(observer.takeRecords());
}
