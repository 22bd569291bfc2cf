import { useState } from 'react';
import { ListPage } from '../list/ListPage.js';
import { Link } from '../routing/Link.js';
import { useLocation } from '../routing/location.js';
import { StatusPage } from '../status/StatusPage.js';
import { TracePage } from '../trace/TracePage.js';
import { useHotkeys } from '../ui/useHotkeys.js';
import { KeysDialog } from './KeysDialog.js';
import { TopBar } from './TopBar.js';

/** The viewer: the bar and the page that the address names. */
export function App() {
  const { path } = useLocation();
  const [keysOpen, setKeysOpen] = useState(false);
  useHotkeys({ '?': () => setKeysOpen(true) });
  return (
    <>
      <a className="skip" href="#main">
        Skip to content
      </a>
      <TopBar path={path} onShowKeys={() => setKeysOpen(true)} />
      <main id="main" className="main" tabIndex={-1}>
        <Page path={path} />
      </main>
      <KeysDialog open={keysOpen} onClose={() => setKeysOpen(false)} />
    </>
  );
}

function Page({ path }: { path: string }) {
  const traceId = /^\/trace\/([0-9a-fA-F]{1,32})\/?$/.exec(path)?.[1]?.toLowerCase();
  if (traceId) return <TracePage key={traceId} traceId={traceId} />;
  if (path === '/') return <ListPage />;
  if (path === '/status') return <StatusPage />;
  return (
    <div className="centered">
      <h1>No such page</h1>
      <p>
        Nothing is at this address. A trace is at <code>/trace/</code> and its id.
      </p>
      <Link className="button" href="/">
        All traces
      </Link>
    </div>
  );
}
