import { sqlSpan } from '@throughline/server';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';

async function Item({ params }) {
  const { id } = await params;
  await sqlSpan({ system: 'postgresql', text: 'SELECT name FROM items WHERE id = $1' }, () =>
    Promise.resolve(),
  );
  if (id === '0') notFound();
  return <h1>item {id}</h1>;
}

export default function ItemPage({ params }) {
  return (
    <Suspense fallback="...">
      <Item params={params} />
      <Link href="/cached">cached</Link>
    </Suspense>
  );
}
