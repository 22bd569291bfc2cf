/** The script of the test pages: the package as an app's bundle has it, reachable from the test. */
import * as throughline from '../index.js';

declare global {
  interface Window {
    throughline: typeof throughline;
  }
}

window.throughline = throughline;
// A text can name a RegExp, which JSON has not.
const options: unknown = JSON.parse(
  new URLSearchParams(location.search).get('init') ?? '{}',
  (_, value: unknown) =>
    typeof value === 'string' && value.startsWith('regexp:') ? new RegExp(value.slice(7)) : value,
);
throughline.init(options as throughline.ClientOptions);
