import { formatCount } from './formatCount.js';
import { formatDuration } from './formatDuration.js';
import { humanName } from './humanName.js';
import type { TraceModel, TraceNode } from './traceTypes.js';

/** The trace in one sentence, in parts so that a page can weigh them. */
export interface TraceSentence {
  /** What was done: `Buy: POST /api/checkout`. */
  subject: string;
  duration: string;
  /** How long the root itself took, where work went on well after it had ended; else null. */
  rootDuration: string | null;
  services: string;
  /** `no errors`, or `1 error in payments.charge`. */
  errors: string;
  /** The span that the errors part is about. */
  errorAt: TraceNode | null;
}

/** A root that ends before this share of the trace was outlived: streaming, background work, late fetches. */
const OUTLIVED = 0.9;

/** The one request that the root's service sent to another, where it adds something to the root's name. */
function entryName(model: TraceModel, root: TraceNode): string | null {
  const entered = model.nodes.filter(
    ({ span, service, parent }) =>
      span.kind === 'server' && service !== root.service && parent?.service === root.service,
  );
  const [server] = entered;
  // Of several (a page load and its fetches) none is what the trace was about.
  if (!server || entered.length > 1) return null;
  const name = humanName(server.span.name, server.span.attributes);
  // A fetch span and its server span say the same; so does a page load and its GET.
  const path = name.split(' ').at(-1) ?? name;
  return humanName(root.span.name, root.span.attributes).includes(path) ? null : name;
}

/** `payments: charge`, but `payments.charge` where the span's name says whose it is. */
function place(node: TraceNode): string {
  const name = humanName(node.span.name, node.span.attributes);
  return name.startsWith(node.service.name) ? name : `${node.service.name}: ${name}`;
}

/** Says what a trace was, how long it took, who took part and what failed first. */
export function summarise(model: TraceModel): TraceSentence {
  const root = model.roots[0];
  const entry = root ? entryName(model, root) : null;
  const rootName = root ? humanName(root.span.name, root.span.attributes) : 'Log lines without spans';
  const services = new Set(model.nodes.map((node) => node.service.name)).size;
  const [first] = model.errorOrigins;
  const where = first ? place(first) : '';
  const count = model.errorOrigins.length;
  return {
    subject: entry ? `${rootName}: ${entry}` : rootName,
    duration: formatDuration(model.durationNs),
    rootDuration:
      root && root.endNs < model.durationNs * OUTLIVED ? formatDuration(root.endNs - root.startNs) : null,
    services: formatCount(services, 'service'),
    errors: first
      ? `${formatCount(count, 'error')}${count > 1 ? ', the first' : ''} in ${where}`
      : 'no errors',
    errorAt: first ?? null,
  };
}
