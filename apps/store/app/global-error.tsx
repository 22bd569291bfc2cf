'use client';

import '@/app/globals.css';
import { ErrorPanel } from '@/components/ErrorPanel';
import { useReportedError } from '@/components/useReportedError';

/** Takes the place of everything where the layout itself threw. */
export default function GlobalError({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry: () => void;
}) {
  const digest = useReportedError(error);
  return (
    <html lang="en">
      <body>
        <main>
          <ErrorPanel digest={digest} retry={retry} />
        </main>
      </body>
    </html>
  );
}
