import type { Metadata } from 'next';
import Link from 'next/link';
import styles from '@/app/break/break.module.css';
import { checkoutWithCard } from '@/checkout/checkoutWithCard';
import { BreakCard } from '@/components/BreakCard';
import button from '@/components/Button.module.css';
import { CrashButton } from '@/components/CrashButton';
import { LogButtons } from '@/components/LogButtons';
import { RejectionButton } from '@/components/RejectionButton';
import { ThrowingHandlerButton } from '@/components/ThrowingHandlerButton';
import { UncaughtErrorButton } from '@/components/UncaughtErrorButton';
import { SLOW_PRODUCT } from '@/products/relatedProducts';

export const metadata: Metadata = { title: 'Break things' };

/** Trouble on purpose, each with what to look for afterwards. */
export default function BreakPage() {
  return (
    <>
      <header className={styles.head}>
        <h1>Break things</h1>
        <p>
          Everything on this page goes wrong on purpose, and for real: a real query that is slow, a real
          exception, a real answer of another service. Make some trouble, then look for it in the viewer: it
          is there within two seconds.
        </p>
        <a href="/viewer" className={button.primary}>
          Open the viewer
        </a>
      </header>
      <div className={styles.grid}>
        <BreakCard
          title="A slow product"
          what="Its page waits more than a second for one query."
          look="In the trace of GET /product/[slug], one SELECT with pg_sleep fills the bar. On the built-in database (one connection) requests of other visitors show “wait for database connection” meanwhile."
          find="pg_sleep"
        >
          <Link href={`/product/${SLOW_PRODUCT}`} prefetch={false} className={button.secondary}>
            Open the slow product
          </Link>
        </BreakCard>
        <BreakCard
          title="A declined card"
          what="Payments answers 402 to this card. Press Buy on the next page."
          look="The trace Buy has a 402 on each call and “release stock” after it. No span is red: a declined card is an answer and not a fault. The log line of payments says why."
          find="release stock"
        >
          <form action={checkoutWithCard.bind(null, 'declined')}>
            <button type="submit" className={button.secondary}>
              Check out with a declined card
            </button>
          </form>
        </BreakCard>
        <BreakCard
          title="A payments outage"
          what="Payments answers 503 to this card. Press Buy on the next page."
          look="The trace Buy is red from payments' POST /charge up to the browser. The stock that was reserved is released, and both services have an error line on the same trace."
          find="release stock"
          failed
        >
          <form action={checkoutWithCard.bind(null, 'outage')}>
            <button type="submit" className={button.secondary}>
              Check out in an outage
            </button>
          </form>
        </BreakCard>
        <BreakCard
          title="A handler that throws"
          what="GET /api/break/throw reads a row and then throws."
          look="A 500 with the exception, its stack and its cause on the handler's span, and an error line with the same trace id. The query before it is fine."
          find="/api/break/throw"
          failed
        >
          <ThrowingHandlerButton />
        </BreakCard>
        <BreakCard
          title="A component that throws"
          what="A React component throws while it renders in this browser."
          look="No request is involved: the error is a log line from the browser, on this page's own trace, with the component's stack. error.tsx caught it and reported it."
          find="Render a broken component"
        >
          <CrashButton />
        </BreakCard>
        <BreakCard
          title="An unhandled rejection"
          what="A promise is rejected and nobody listens."
          look="An error line of source “browser” with the message and stack. Nothing was imported for it: the client catches what nobody else does."
          find="Reject a promise"
        >
          <RejectionButton />
        </BreakCard>
        <BreakCard
          title="An uncaught error"
          what="A click handler throws. No error boundary sees that."
          look="Another error line of source “browser”, with the stack, on the trace of this page. The page itself works on."
          find="Throw in a click"
        >
          <UncaughtErrorButton />
        </BreakCard>
        <BreakCard
          title="Lines from the browser"
          what="log.info and log.warn, from the browser's code."
          look="Two lines in Loki with source=“browser”, each with the trace id of what was going on, beside the server's lines of that trace."
          find="Write two lines"
        >
          <LogButtons />
        </BreakCard>
        <BreakCard
          title="A page that is not there"
          what="A link to a product that nobody ever made."
          look="GET /product/[slug] with a 404 and one SELECT that returned 0 rows: not an error of the shop, but in its metrics by status code."
          find="golden-mug"
        >
          {/* A document, not a navigation of Next's router: that one is answered 200 and finds out as it streams. */}
          <a href="/product/golden-mug" className={button.secondary}>
            Open the golden mug
          </a>
        </BreakCard>
      </div>
    </>
  );
}
