import type { Metadata } from 'next';
import Link from 'next/link';
import button from '@/components/Button.module.css';
import styles from '@/components/ErrorPanel.module.css';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <section className={styles.panel}>
      <h1>Nothing on this shelf</h1>
      <p>The page you wanted is not here. Perhaps it was never made, or somebody took it home.</p>
      <Link href="/" className={button.primary}>
        Back to the shop
      </Link>
    </section>
  );
}
