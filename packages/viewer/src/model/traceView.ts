/** What the address bar says about a trace page. */
export interface TraceView {
  /** Selected span; `none` is a closed panel; null leaves the choice to the page. */
  span: string | null;
  /** Visible part of the trace in nanoseconds from its start; null is all of it. */
  zoom: { from: number; to: number } | null;
  /** Log lines as rows between the spans. */
  logs: boolean;
  criticalPath: boolean;
  /** Spans that are open where the page would close them, or the other way round. */
  toggled: ReadonlySet<string>;
  /** Text that marks spans by name, service and attributes. */
  q: string;
}

/** Most spans that the address remembers as toggled: addresses beyond a few kilobytes do not travel. */
const MAX_TOGGLED = 100;
const NS_PER_US = 1000;

/** Reads a trace page's state from a query string; what makes no sense counts as absent. */
export function readTraceView(search: string): TraceView {
  const query = new URLSearchParams(search);
  const [from, to] = (query.get('zoom') ?? '').split('-').map((part) => Number(part) * NS_PER_US);
  const span = query.get('span');
  return {
    span: span && /^(?:[0-9a-f]{1,32}|none)$/.test(span) ? span : null,
    zoom: from !== undefined && to !== undefined && from >= 0 && to > from ? { from, to } : null,
    logs: query.get('logs') === '1',
    criticalPath: query.get('path') !== '0',
    toggled: new Set((query.get('toggled') ?? '').split('.').filter(Boolean).slice(0, MAX_TOGGLED)),
    q: query.get('q') ?? '',
  };
}

/** The query string of a trace page, with `?`, or empty where all is as by default. Zoom is in microseconds. */
export function writeTraceView(view: TraceView): string {
  const query = new URLSearchParams();
  if (view.span) query.set('span', view.span);
  if (view.zoom) {
    query.set('zoom', `${Math.floor(view.zoom.from / NS_PER_US)}-${Math.ceil(view.zoom.to / NS_PER_US)}`);
  }
  if (view.logs) query.set('logs', '1');
  if (!view.criticalPath) query.set('path', '0');
  if (view.toggled.size > 0) query.set('toggled', [...view.toggled].slice(-MAX_TOGGLED).join('.'));
  if (view.q) query.set('q', view.q);
  const text = query.toString();
  return text ? `?${text}` : '';
}
