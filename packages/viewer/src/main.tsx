import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/fields.css';
import './styles/traceRow.css';
import './styles/list.css';
import './styles/trace.css';
import './styles/overview.css';
import './styles/waterfall.css';
import './styles/bars.css';
import './styles/panel.css';
import './styles/attributes.css';
import './styles/status.css';
import './styles/motion.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.js';
import { ErrorBoundary } from './app/ErrorBoundary.js';
import { applyTheme, readTheme } from './theme/theme.js';

applyTheme(readTheme());
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  );
}
