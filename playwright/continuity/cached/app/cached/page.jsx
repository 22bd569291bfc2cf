'use cache';

/** Rendered once and kept. */
export default async function Cached() {
  return <h1>{new Date().toISOString()}</h1>;
}
