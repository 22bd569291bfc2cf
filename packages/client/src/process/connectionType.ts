/** What is used of the Network Information API, which not every browser has. */
interface NetworkInformation {
  /** The kind of network; phones tell it, most computers do not. */
  readonly type?: string;
  /** How fast it was lately: `slow-2g`, `2g`, `3g` or `4g`. */
  readonly effectiveType?: string;
}

/** The API's words in those of OpenTelemetry's conventions. */
const TYPES: Readonly<Record<string, string>> = {
  cellular: 'cell',
  ethernet: 'wired',
  none: 'unavailable',
  wifi: 'wifi',
};

/** How the visitor is connected, as far as the browser tells: `network.connection.type`, and the effective type. */
export function connectionType(navigator: object): {
  type: string | undefined;
  effective: string | undefined;
} {
  const { type, effectiveType } = (navigator as { connection?: NetworkInformation }).connection ?? {};
  return { type: type && (TYPES[type] ?? 'unknown'), effective: effectiveType };
}
