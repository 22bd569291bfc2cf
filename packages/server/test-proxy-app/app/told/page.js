import { logger, metrics, setLogging, withSpan } from '@throughline/server';
import { cacheLife } from 'next/cache';

async function readTime() {
  'use cache';
  cacheLife({ stale: 60, revalidate: 1, expire: 3_600 });
  return new Date().toISOString();
}

/** Outside of what is cached Next lets a page that it prerenders look at no clock and draw no random number. */
export default async function Told() {
  const time = await readTime();
  setLogging({ sampling: [{ message: 'by chance', probability: 0.5 }] });
  logger.info('by chance');
  return withSpan('tell', () => {
    logger.info({ at: time }, 'told');
    const labels = {};
    metrics.counter({ name: 'told_total', help: 'Times.' }).inc(labels);
    metrics.gauge({ name: 'told', help: 'Times.' }).set(labels, 1);
    metrics.histogram({ name: 'told_seconds', help: 'Time.' }).observe(labels, 1);
    metrics.summary({ name: 'told_quantile_seconds', help: 'Time.' }).observe(labels, 1);
    return <p>{time}</p>;
  });
}
