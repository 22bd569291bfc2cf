/** A page with a parameter in its address. */
export default async function Thing({ params }: { params: Promise<{ id: string }> }) {
  return <p>Thing {(await params).id}</p>;
}
