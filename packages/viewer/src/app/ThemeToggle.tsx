import { useState } from 'react';
import { applyTheme, readTheme, type Theme } from '../theme/theme.js';
import { Icon } from '../ui/Icon.js';

const next = { system: 'light', light: 'dark', dark: 'system' } as const satisfies Record<Theme, Theme>;
const icon = { system: 'system', light: 'sun', dark: 'moon' } as const;

/** Goes round system, light and dark. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme>(readTheme);
  const turn = () => {
    applyTheme(next[theme]);
    setTheme(next[theme]);
  };
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={`Theme: ${theme}. Change to ${next[theme]}`}
      title={`Theme: ${theme}`}
      onClick={turn}
    >
      <Icon name={icon[theme]} />
    </button>
  );
}
