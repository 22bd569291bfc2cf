'use client';

import { useEffect, useState } from 'react';
import type { Product } from '@/products/Product';

/** A pause in typing that counts as "wants to know", in milliseconds. */
const DEBOUNCE_MILLIS = 150;

interface Search {
  readonly products: readonly Product[];
  /** The text that `products` belong to; empty before the first answer. */
  readonly settledFor: string;
  readonly failed: boolean;
}

const NOTHING: Search = { products: [], settledFor: '', failed: false };

/**
 * What `/api/search` finds for a text: asked after a pause in typing; a newer text cancels the older request. The
 * last results stay until the next ones are there.
 */
export function useProductSearch(text: string): Search {
  const [search, setSearch] = useState(NOTHING);
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') {
      setSearch(NOTHING);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/search?q=${encodeURIComponent(wanted)}`, { signal: abort.signal });
        if (!response.ok) throw new Error(`search answered ${response.status}`);
        const body: { products: readonly Product[] } = await response.json();
        setSearch({ products: body.products, settledFor: wanted, failed: false });
      } catch {
        if (!abort.signal.aborted) setSearch({ products: [], settledFor: wanted, failed: true });
      }
    }, DEBOUNCE_MILLIS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [wanted]);

  return search;
}
