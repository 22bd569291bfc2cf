import { Link } from '../routing/Link.js';
import { ThemeToggle } from './ThemeToggle.js';

/** Name, pages, theme and keys. */
export function TopBar({ path, onShowKeys }: { path: string; onShowKeys: () => void }) {
  return (
    <header className="topbar">
      <Link className="brand" href="/" aria-label="Throughline, all traces">
        <svg viewBox="0 0 32 32" aria-hidden="true" className="brand-mark">
          <rect width="32" height="32" rx="8" />
          <path d="M7 10h13M11 16h14M15 22h7" />
        </svg>
        <span className="brand-name">Throughline</span>
      </Link>
      <nav className="topnav" aria-label="Pages">
        <Link href="/" aria-current={path === '/' || path.startsWith('/trace/') ? 'page' : undefined}>
          Traces
        </Link>
        <Link href="/status" aria-current={path === '/status' ? 'page' : undefined}>
          Status
        </Link>
      </nav>
      <div className="topbar-end">
        <ThemeToggle />
        <button type="button" className="icon-button" aria-label="Keys" title="Keys (?)" onClick={onShowKeys}>
          <kbd>?</kbd>
        </button>
      </div>
    </header>
  );
}
