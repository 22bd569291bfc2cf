import type { Exporter } from '../export/Exporter.js';

export interface Drops {
  total: number;
  /** Dropped records as `throughline.dropped.<signal>.<reason>`. */
  attributes: Record<string, number>;
}

/** Returns a function that gives what was dropped since its last call, or `undefined` if nothing was. */
export function unreportedDrops(exporter: Pick<Exporter, 'counts'>): () => Drops | undefined {
  const known = new Map<string, number>();
  return () => {
    const drops: Drops = { total: 0, attributes: {} };
    for (const [signal, { dropped }] of Object.entries(exporter.counts())) {
      for (const [reason, count] of dropped) {
        const key = `throughline.dropped.${signal}.${reason}`;
        const fresh = count - (known.get(key) ?? 0);
        if (fresh <= 0) continue;
        known.set(key, count);
        drops.total += fresh;
        drops.attributes[key] = fresh;
      }
    }
    return drops.total > 0 ? drops : undefined;
  };
}
