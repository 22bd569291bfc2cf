import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';
import { redactUrl } from '../../process/redactUrl.js';

/** Enough to see what a policy lacks; a broken one may be violated by everything on the page. */
const MAX_REPORTS = 20;

/** What is read of a violation: as an event, and as the body of a report (W3C CSP Level 3). */
interface Violation {
  readonly effectiveDirective: string;
  readonly disposition: string;
  /** The event's name for it. */
  readonly blockedURI?: string;
  /** The report's name for it. */
  readonly blockedURL?: string | null;
}

/** Reports what the page's content security policy forbids; where the browser keeps reports, what it forbade earlier too. */
export function captureCspViolations(client: Client): void {
  const seen = new Set<string>();
  const tell = ({ effectiveDirective, disposition, blockedURI, blockedURL }: Violation) => {
    const blocked = redactUrl(blockedURI ?? blockedURL ?? '');
    const message = `${effectiveDirective} forbids ${blocked} (${disposition})`;
    // The same once: a page may try an image a thousand times, and the browser may tell it twice.
    if (seen.size === MAX_REPORTS || seen.has(message)) return;
    seen.add(message);
    client.reportError({ name: 'CspViolation', message }, 'csp', {});
  };
  if ('ReportingObserver' in window) {
    const observer = new ReportingObserver(
      (reports) =>
        void quietly(() => {
          for (const { body } of reports) tell(body as unknown as Violation);
        }),
      { types: ['csp-violation'], buffered: true },
    );
    observer.observe();
  }
  // Not every browser has reports, and of those not every one reports this.
  document.addEventListener('securitypolicyviolation', (event) => void quietly(() => tell(event)));
}
