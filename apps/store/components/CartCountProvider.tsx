'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useOptimistic,
  useState,
} from 'react';

interface CartCount {
  /** Pieces in the cart, as far as known: counted before the server has answered. */
  readonly count: number;
  /** Inside of a transition: shows `change` more pieces until the transition has ended. */
  readonly anticipate: (change: number) => void;
  /** What the server says. */
  readonly settle: (count: number) => void;
}

const Context = createContext<CartCount | undefined>(undefined);

/** Knows the number at the cart. Pages may be static, so it is fetched once a visit begins. */
export function CartCountProvider({ children }: { readonly children: ReactNode }) {
  const [known, setKnown] = useState(0);
  const [count, anticipate] = useOptimistic(known, (current, change: number) =>
    Math.max(0, current + change),
  );

  useEffect(() => {
    const abort = new AbortController();
    fetch('/api/cart', { signal: abort.signal })
      .then(async (response) => {
        const body: { count: number } = await response.json();
        setKnown(body.count);
      })
      // The number is a nicety: without it the cart itself still works.
      .catch(() => {});
    return () => abort.abort();
  }, []);

  const settle = useCallback((next: number) => setKnown(next), []);
  const value = useMemo(() => ({ count, anticipate, settle }), [count, anticipate, settle]);
  return <Context value={value}>{children}</Context>;
}

/** The number at the cart, and how to change it. */
export function useCartCount(): CartCount {
  const value = useContext(Context);
  if (!value) throw new Error('useCartCount needs a CartCountProvider above it');
  return value;
}
