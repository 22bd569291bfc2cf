import type { ReactNode } from 'react';
import { Icon } from './Icon.js';

/** Something failed or is not as it should be: what, why and what to do. Announced when it appears. */
export function Notice({
  tone,
  title,
  children,
}: {
  tone: 'error' | 'info';
  title: string;
  children?: ReactNode;
}) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <Icon name="alert" />
      <div>
        <strong>{title}</strong>
        {children ? <div className="notice-body">{children}</div> : null}
      </div>
    </div>
  );
}
