import { ATTR_WEB_VITAL_PART_PREFIX, ATTR_WEB_VITAL_TARGET } from '@throughline/semconv';
import { observeEntries } from '../../process/observeEntries.js';
import { part } from './loadVitals.js';
import { selectorOf } from './selectorOf.js';
import type { Measurement, WebVital } from './WebVital.js';

/** One in fifty interactions may be slower than the value (the 98th percentile), and no more than ten are kept. */
const INTERACTIONS_PER_OUTLIER = 50;
const MAX_KEPT = 10;
/** Shorter ones the browser does not report: they would all be good. */
const SHORTEST_MILLIS = 40;
/** Browsers raise the ids of interactions by this. */
const ID_STEP = 7;
const ROUNDING_MILLIS = 8;

interface EventEntry extends PerformanceEventTiming {
  readonly interactionId: number;
}

/** The events of one interaction that were seen on the screen together. */
interface Interaction {
  readonly id: number;
  millis: number;
  startTime: number;
  readonly target: string | undefined;
  /** The event with the longest handlers. */
  event: string;
  longestHandlers: number;
  handlersStart: number;
  handlersEnd: number;
}

/** How long a click, tap or key press took to be seen, of all that the visitor did the one near the worst. */
export function interactionToNextPaint(): WebVital {
  let longest: Interaction[] = [];
  let firstId = Number.POSITIVE_INFINITY;
  let lastId = 0;

  const see = (entry: EventEntry) => {
    const { interactionId: id, duration } = entry;
    if (!id) return;
    firstId = Math.min(firstId, id);
    lastId = Math.max(lastId, id);
    const known = longest.find((interaction) => interaction.id === id);
    if (known && isSameFrame(known, entry)) join(known, entry);
    else if (!known || known.millis < duration)
      longest = [...longest.filter((other) => other !== known), interaction(entry)];
    longest = longest.sort((a, b) => b.millis - a.millis).slice(0, MAX_KEPT);
  };
  const flushEvents = observeEntries('event', see, SHORTEST_MILLIS);
  const flushFirst = observeEntries('first-input', see);
  return {
    name: 'inp',
    bounds: [200, 500],
    measure() {
      flushEvents();
      flushFirst();
      const count = (lastId - firstId) / ID_STEP + 1;
      return measurement(longest[Math.min(longest.length - 1, Math.floor(count / INTERACTIONS_PER_OUTLIER))]);
    },
    restart() {
      longest = [];
      firstId = Number.POSITIVE_INFINITY;
      lastId = 0;
    },
  };
}

function interaction(entry: EventEntry): Interaction {
  const { interactionId, duration, startTime, processingStart, processingEnd } = entry;
  return {
    id: interactionId,
    millis: duration,
    startTime,
    target: selectorOf(entry.target),
    event: entry.name,
    longestHandlers: processingEnd - processingStart,
    handlersStart: processingStart,
    handlersEnd: processingEnd,
  };
}

/** Durations are rounded to 8 ms, so are the ends. */
function isSameFrame({ startTime, millis }: Interaction, entry: EventEntry): boolean {
  return Math.abs(startTime + millis - entry.startTime - entry.duration) <= ROUNDING_MILLIS;
}

/** The handlers of `pointerdown`, `pointerup` and `click` may all have delayed the same frame. */
function join(known: Interaction, entry: EventEntry): void {
  const { name, processingStart, processingEnd } = entry;
  known.millis = Math.max(known.millis, entry.duration);
  known.startTime = Math.min(known.startTime, entry.startTime);
  known.handlersStart = Math.min(known.handlersStart, processingStart);
  known.handlersEnd = Math.max(known.handlersEnd, processingEnd);
  if (processingEnd - processingStart <= known.longestHandlers) return;
  known.longestHandlers = processingEnd - processingStart;
  known.event = name;
}

function measurement(interaction: Interaction | undefined): Measurement | undefined {
  if (!interaction) return undefined;
  const { millis, startTime, handlersStart, handlersEnd } = interaction;
  return {
    value: millis,
    attributes: {
      [ATTR_WEB_VITAL_TARGET]: interaction.target,
      [`${ATTR_WEB_VITAL_PART_PREFIX}event`]: interaction.event,
      ...part('input_delay', handlersStart - startTime),
      ...part('processing', handlersEnd - handlersStart),
      ...part('presentation_delay', startTime + millis - handlersEnd),
    },
  };
}
