import { theClient } from '../../Client.js';
import { listen } from '../../process/listen.js';

/**
 * Reports images, scripts, styles and the like that did not load, but for the part of this package that is fetched later:
 * a visitor's blocker is no fault of the app. Their events do not bubble, hence the capture.
 */
export function captureResourceErrors(): void {
  listen(
    'error',
    ({ target }) =>
      target !== window &&
      // Bundlers append one script or two of their own for it, and a second time when one fails. An app's chunk that fails
      // meanwhile is an error of the `import()` that asked for it.
      !(theClient().deferred && /_next.*js/.test((target as HTMLScriptElement).src)) &&
      theClient().reportError(target, 'resource'),
    true,
  );
}
