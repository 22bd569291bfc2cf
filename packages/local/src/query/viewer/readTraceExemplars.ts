import { UHUGEINT } from '@duckdb/node-api';
import { isSpanId } from '@throughline/otlp';
import { LOG_SPAN_ID } from '@throughline/semconv';
import type { Exemplar } from '@throughline/viewer/api';
import { parseLabels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';

/** Most exemplars that a trace's page shows. */
const MAX_EXEMPLARS = 500;

/** Observations that name a trace, oldest first; each once, however many pages showed it. */
export async function readTraceExemplars(source: Source, traceId: bigint): Promise<Exemplar[]> {
  const rows = await source.select<{ metric: string; body: string; v: number; seen: bigint; labels: string }>(
    `SELECT s.name AS metric, s.body, e.v, min(e.ts_ms) AS seen, e.labels
    FROM d.exemplars e JOIN d.series s ON s.id = e.series
    WHERE e.trace_id = $1 GROUP BY ALL ORDER BY seen LIMIT ${MAX_EXEMPLARS}`,
    [traceId],
    [UHUGEINT],
  );
  return rows.map(({ metric, body, v, seen, labels }) => {
    const spanId = parseLabels(labels)[LOG_SPAN_ID];
    // A bucket is how the page stores the observation: a reader knows the histogram by its own name.
    const { le: _, ...seriesLabels } = parseLabels(body);
    return {
      metric: metric.replace(/_bucket$/, ''),
      labels: seriesLabels,
      value: v,
      unixMs: Number(seen),
      spanId: isSpanId(spanId) ? spanId : null,
    };
  });
}
