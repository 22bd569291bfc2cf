import { sqlSpan } from '@throughline/server';

export default async function Item({ params }) {
  const { id } = await params;
  const { rows } = await sqlSpan({ system: 'postgresql', text: 'SELECT name FROM items WHERE id = $1' }, () =>
    Promise.resolve({ rows: [{ name: `item ${id}` }] }),
  );
  if (id === 'broken') throw new Error('the page broke');
  return <h1>{rows[0].name}</h1>;
}
