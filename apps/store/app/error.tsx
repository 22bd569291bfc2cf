'use client';

import { ErrorPanel } from '@/components/ErrorPanel';
import { useReportedError } from '@/components/useReportedError';

/** Takes the place of a page that threw; header and footer stay. */
export default function PageError({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  return <ErrorPanel digest={useReportedError(error)} retry={retry} />;
}
