import Link from 'next/link';
import styles from '@/components/SiteFooter.module.css';
import { TelemetrySwitch } from '@/components/TelemetrySwitch';

/** What this shop is, and the way to the trouble and to the traces. */
export function SiteFooter() {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <p>
          <strong>Halden</strong> is the demo shop of Throughline. Nothing is sold and no card is charged;
          every click is traced, from the browser to the database.
        </p>
        <nav aria-label="About this demo" className={styles.links}>
          <Link href="/break">Break things</Link>
          {/* A route outside of this app: a plain link, so that Next does not prefetch it. */}
          <a href="/viewer">Open the viewer</a>
          <TelemetrySwitch />
        </nav>
      </div>
    </footer>
  );
}
