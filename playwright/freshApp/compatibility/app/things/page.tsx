import Link from 'next/link';

/** Leads to a page with a parameter in its address. */
export default function Things() {
  return <Link href="/things/7">The seventh</Link>;
}
