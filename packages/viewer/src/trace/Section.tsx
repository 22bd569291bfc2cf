import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.js';

interface SectionProps {
  title: string;
  count?: number;
  folded?: boolean;
  children: ReactNode;
}

/** A part of the panel that folds. */
export function Section({ title, count, folded = false, children }: SectionProps) {
  return (
    <details className="section" open={!folded}>
      <summary>
        <Icon name="chevron" />
        <h3>{title}</h3>
        {count === undefined ? null : <span className="section-count">{count}</span>}
      </summary>
      <div className="section-body">{children}</div>
    </details>
  );
}
