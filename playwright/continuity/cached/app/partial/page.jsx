import { connection } from 'next/server';
import { Suspense } from 'react';

/** A shell that is rendered at build time, with a hole that is rendered for each request (partial prerendering). */
export default function Partial() {
  return (
    <main>
      <h1>Shell</h1>
      <Suspense fallback={<p>waiting</p>}>
        <Hole />
      </Suspense>
    </main>
  );
}

async function Hole() {
  await connection();
  return <p id="hole">{new Date().toISOString()}</p>;
}
