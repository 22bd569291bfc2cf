import Link from 'next/link';

/** A page of the Pages Router. As the links come into view, Next.js fetches the data of the one that has it from the build. */
export default function Legacy() {
  return (
    <main>
      <Link href="/legacy/static">static</Link>
      <Link href="/legacy/dynamic">dynamic</Link>
    </main>
  );
}
