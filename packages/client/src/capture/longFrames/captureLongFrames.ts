import {
  ATTR_LONG_FRAME_BLOCKING,
  ATTR_LONG_FRAME_DURATION,
  ATTR_LONG_FRAME_FUNCTION,
  ATTR_LONG_FRAME_INVOKER,
  ATTR_LONG_FRAME_SCRIPT,
  ATTR_LONG_FRAME_SCRIPT_DURATION,
  EVENT_LONG_FRAME,
} from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { observeEntries } from '../../process/observeEntries.js';
import { redactUrl } from '../../process/redactUrl.js';

const MAX_PER_PAGE = 10;

/** The fields of `PerformanceLongAnimationFrameTiming` that are read (W3C Long Animation Frames API). */
interface FrameEntry extends PerformanceEntry {
  readonly blockingDuration: number;
  readonly scripts: readonly {
    readonly duration: number;
    readonly sourceURL: string;
    readonly sourceFunctionName: string;
    readonly invoker: string;
  }[];
}

/** One event for each frame that kept the page from answering, with the script that ran longest; the first of a page view. */
export function captureLongFrames(client: Client): void {
  let { page } = client;
  let told = 0;
  observeEntries<FrameEntry>('long-animation-frame', ({ duration, blockingDuration, scripts }) => {
    if (!blockingDuration) return;
    if (page !== client.page) told = 0;
    page = client.page;
    if (told++ >= MAX_PER_PAGE) return;
    const [script] = [...scripts].sort((a, b) => b.duration - a.duration);
    const attributes = {
      [ATTR_LONG_FRAME_DURATION]: Math.round(duration),
      [ATTR_LONG_FRAME_BLOCKING]: Math.round(blockingDuration),
      ...(script && {
        [ATTR_LONG_FRAME_SCRIPT]: redactUrl(script.sourceURL),
        [ATTR_LONG_FRAME_FUNCTION]: script.sourceFunctionName,
        // It may be a URL: a script's own, or that of a request that was awaited.
        [ATTR_LONG_FRAME_INVOKER]: script.invoker.split('?', 1)[0],
        [ATTR_LONG_FRAME_SCRIPT_DURATION]: Math.round(script.duration),
      }),
    };
    client.log({
      level: 'info',
      message: `long frame ${Math.round(duration)}`,
      attributes,
      ofSpan: page.span?.spanContext(),
      eventName: EVENT_LONG_FRAME,
    });
  });
}
