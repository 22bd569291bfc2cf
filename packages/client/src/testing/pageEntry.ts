/** The script of the test pages: the package as an app's bundle has it, reachable from the test. */
import * as throughline from '../index.js';

declare global {
  interface Window {
    throughline: typeof throughline;
  }
}

window.throughline = throughline;
const options: unknown = JSON.parse(new URLSearchParams(location.search).get('init') ?? '{}');
throughline.init(options as throughline.ClientOptions);
