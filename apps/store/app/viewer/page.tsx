import { ENV_VIEWER_URL } from '@throughline/semconv';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import styles from '@/app/viewer/viewer.module.css';
import { viewerUrl } from '@/app/viewer/viewerUrl';
import button from '@/components/Button.module.css';

export const metadata: Metadata = { title: 'Viewer' };
/** The address is read when somebody asks: the build does not know it. */
export const dynamic = 'force-dynamic';

/** Goes to the viewer's list, filtered as the query says (`q`, `errors=1`), or says how to start it. */
export default async function ViewerPage({
  searchParams,
}: {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { q, errors } = await searchParams;
  const url = viewerUrl(process.env, { q: [q].flat()[0], errors: errors === '1' });
  if (url) redirect(url);
  return (
    <section className={styles.page}>
      <h1>The viewer is not running</h1>
      <p>Start everything together, from the repository: backend, viewer, payments and this shop.</p>
      <pre>
        <code>npm start</code>
      </pre>
      <p>
        Or start the backend alone and tell the shop where it is, with <code>{ENV_VIEWER_URL}</code> set to
        its address.
      </p>
      <pre>
        <code>npx throughline dev</code>
      </pre>
      <Link href="/" className={button.secondary}>
        Back to the shop
      </Link>
    </section>
  );
}
