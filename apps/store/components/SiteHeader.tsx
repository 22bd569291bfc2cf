import Link from 'next/link';
import { CATEGORIES } from '@/catalogue/categories';
import { CartLink } from '@/components/CartLink';
import { SearchBox } from '@/components/SearchBox';
import styles from '@/components/SiteHeader.module.css';

/** Name, departments, search and cart: on every page. */
export function SiteHeader() {
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link href="/" className={styles.brand} aria-label="Halden, home">
          <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true">
            <path d="M4 24V12a10 10 0 0 1 20 0v12" fill="none" stroke="currentColor" strokeWidth="2.4" />
            <path d="M10 24v-9a4 4 0 0 1 8 0v9" fill="currentColor" />
          </svg>
          Halden
        </Link>
        <nav className={styles.nav} aria-label="Departments">
          {CATEGORIES.map((category) => (
            <Link key={category.slug} href={`/category/${category.slug}`}>
              {category.name}
            </Link>
          ))}
          <Link href="/break" className={styles.trouble}>
            Break things
          </Link>
        </nav>
        <div className={styles.tools}>
          <SearchBox />
          <CartLink />
        </div>
      </div>
    </header>
  );
}
