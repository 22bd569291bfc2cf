import Link from 'next/link';

/** Leads to other pages, which Next.js fetches ahead as the links come into view, and again as one is pointed at. */
export default function Links() {
  return (
    <main>
      <Link href="/cached">/cached</Link>
      <Link href="/partial">/partial</Link>
    </main>
  );
}
