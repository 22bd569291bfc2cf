'use client';

import button from '@/components/Button.module.css';
import styles from '@/components/ErrorPanel.module.css';

/** What a visitor sees of an error: that it is known, and two ways on. */
export function ErrorPanel({
  digest,
  retry,
}: {
  readonly digest: string | undefined;
  readonly retry: () => void;
}) {
  return (
    <section className={styles.panel} role="alert">
      <h1>That broke</h1>
      <p>
        It is not your fault, and it has been reported: the error, the page and what led to it are on one
        trace already.
      </p>
      {digest && <p className={styles.digest}>Reference {digest}</p>}
      <div className={styles.calls}>
        <button type="button" className={button.primary} onClick={retry}>
          Try again
        </button>
        <a href="/" className={button.secondary}>
          Back to the shop
        </a>
        <a href="/viewer" className={button.secondary}>
          See it in the viewer
        </a>
      </div>
    </section>
  );
}
