import type { ReactNode } from 'react';
import styles from '@/components/BreakCard.module.css';

/** One piece of trouble: what it is, how to make it, what to look for afterwards and where. */
export function BreakCard({
  title,
  what,
  look,
  find,
  failed = false,
  children,
}: {
  readonly title: string;
  readonly what: string;
  readonly look: string;
  /** Text that is in the trace of it and in hardly any other. */
  readonly find: string;
  /** Its trace has a failed span. */
  readonly failed?: boolean;
  /** The control that makes the trouble. */
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.card} aria-label={title}>
      <h2>{title}</h2>
      <p>{what}</p>
      <div className={styles.control}>{children}</div>
      <div className={styles.look}>
        <h3>What to look for</h3>
        <p>{look}</p>
        <a href={`/viewer?${new URLSearchParams({ q: find, ...(failed ? { errors: '1' } : {}) })}`}>
          See it in the viewer
        </a>
      </div>
    </section>
  );
}
