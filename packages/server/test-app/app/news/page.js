/** Rendered at build time, and again in the background when somebody asks for it later than a second after. */
export const revalidate = 1;

export default function News() {
  return <p>{new Date().toISOString()}</p>;
}
