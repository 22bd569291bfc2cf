'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { ProductPicture } from '@/components/ProductPicture';
import styles from '@/components/SearchBox.module.css';
import { useProductSearch } from '@/components/useProductSearch';
import { formatPrice } from '@/products/formatPrice';

/** Search as you type: a combobox (WAI-ARIA Authoring Practices) whose options are products. */
export function SearchBox() {
  const router = useRouter();
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLElement>(null);
  const { products, settledFor, failed } = useProductSearch(text);
  const wanted = text.trim();
  const shown = open && wanted !== '' && (settledFor !== '' || failed);

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const goTo = (slug: string) => {
    setText('');
    close();
    router.push(`/product/${slug}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((current) => Math.min(products.length - 1, Math.max(-1, current + step)));
    }
    const chosen = products[Math.max(0, active)];
    if (event.key === 'Enter' && chosen && shown) goTo(chosen.slug);
  };

  return (
    <search
      className={styles.box}
      ref={box}
      onBlur={(event) => !box.current?.contains(event.relatedTarget) && close()}
    >
      <div className={styles.field}>
        <svg
          className={styles.icon}
          viewBox="0 0 24 24"
          width="18"
          height="18"
          fill="none"
          aria-hidden="true"
        >
          <circle cx="10.5" cy="10.5" r="6.5" stroke="currentColor" strokeWidth="1.8" />
          <path d="m15.5 15.5 5 5" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
        </svg>
        <input
          className={styles.input}
          type="search"
          role="combobox"
          aria-label="Search products"
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          placeholder="Search"
          maxLength={64}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={styles.panel} hidden={!shown}>
        <div id={listId} role="listbox" aria-label="Products" className={styles.list}>
          {products.map((product, index) => (
            <a
              key={product.slug}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-label={product.name}
              tabIndex={-1}
              className={styles.option}
              href={`/product/${product.slug}`}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey) return;
                event.preventDefault();
                goTo(product.slug);
              }}
            >
              <span className={styles.thumb}>
                <ProductPicture slug={product.slug} />
              </span>
              <span className={styles.name}>{product.name}</span>
              <span className={styles.price}>{formatPrice(product.priceCents)}</span>
            </a>
          ))}
        </div>
        {products.length === 0 && (
          <p className={styles.empty} role="status">
            {failed ? 'Search does not answer just now.' : `Nothing found for “${settledFor}”.`}
          </p>
        )}
      </div>
    </search>
  );
}
