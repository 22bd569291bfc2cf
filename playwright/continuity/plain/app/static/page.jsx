/** Rendered at build time. */
export default function Static() {
  return <h1>Static</h1>;
}
