export const dynamic = 'force-dynamic';

/** Rendered for each request. */
export default function Dynamic() {
  return <h1>{new Date().toISOString()}</h1>;
}
