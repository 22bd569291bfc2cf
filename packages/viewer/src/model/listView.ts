/** What the address bar says about the list. */
export interface ListView {
  service: string;
  q: string;
  /** Milliseconds; 0 shows all. */
  minDurationMs: number;
  errorsOnly: boolean;
  paused: boolean;
}

/** Reads the list's state from a query string; what makes no sense counts as absent. */
export function readListView(search: string): ListView {
  const query = new URLSearchParams(search);
  const min = Number(query.get('minDurationMs') ?? '');
  return {
    service: query.get('service') ?? '',
    q: query.get('q') ?? '',
    minDurationMs: Number.isFinite(min) && min > 0 ? min : 0,
    errorsOnly: query.get('errors') === '1',
    paused: query.get('paused') === '1',
  };
}

/** The query that the backend filters by, without `?`. */
export function filterQuery(view: ListView): string {
  const query = new URLSearchParams();
  if (view.service) query.set('service', view.service);
  if (view.q) query.set('q', view.q);
  if (view.minDurationMs > 0) query.set('minDurationMs', String(view.minDurationMs));
  if (view.errorsOnly) query.set('errors', '1');
  return query.toString();
}

/** The query string of the list's address, with `?`, or empty. */
export function writeListView(view: ListView): string {
  const text = [filterQuery(view), view.paused ? 'paused=1' : ''].filter(Boolean).join('&');
  return text ? `?${text}` : '';
}

/** Whether anything is hidden. */
export function isFiltered(view: ListView): boolean {
  return filterQuery(view) !== '';
}
