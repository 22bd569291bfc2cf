import Link from 'next/link';
import { useState } from 'react';

/** A page of the Pages Router beside an App Router. */
export default function Legacy() {
  const [text, setText] = useState('');
  const ask = async () => setText(await (await fetch('/api/legacy/7')).text());
  return (
    <main>
      <button type="button" onClick={ask}>
        Ask the API route
      </button>
      <p>{text}</p>
      <Link href="/legacy/9">The ninth</Link>
    </main>
  );
}
