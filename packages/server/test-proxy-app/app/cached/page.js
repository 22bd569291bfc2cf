import { sqlSpan } from '@throughline/server';
import { cacheLife } from 'next/cache';

async function readNews() {
  'use cache';
  cacheLife({ stale: 60, revalidate: 1, expire: 3_600 });
  await sqlSpan({ system: 'postgresql', text: 'SELECT text FROM news' }, () => Promise.resolve());
  return new Date().toISOString();
}

export default async function Cached() {
  return <p>{await readNews()}</p>;
}
