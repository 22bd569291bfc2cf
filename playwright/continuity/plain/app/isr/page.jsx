/** Rendered at build time, and anew in the background when it is asked for later than ten seconds after. */
export const revalidate = 10;

export default function Isr() {
  return <h1>{new Date().toISOString()}</h1>;
}
