'use client';

import { captureError } from '@throughline/client';
import { useEffect } from 'react';

/** Reports an error that a boundary caught, and gives Next's digest of it, which stands in the server's log too. */
export function useReportedError(error: unknown): string | undefined {
  const digest =
    error instanceof Error && 'digest' in error && typeof error.digest === 'string'
      ? error.digest
      : undefined;
  useEffect(() => {
    captureError(error, digest === undefined ? {} : { attributes: { digest } });
  }, [error, digest]);
  return digest;
}
