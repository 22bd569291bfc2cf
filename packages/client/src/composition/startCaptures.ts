import type { Client } from '../Client.js';
import { captureConsoleErrors } from '../capture/consoleErrors/captureConsoleErrors.js';
import { captureCspViolations } from '../capture/cspViolations/captureCspViolations.js';
import { endDocumentLoad } from '../capture/documentLoad/endDocumentLoad.js';
import { completeFetch } from '../capture/fetch/completeFetch.js';
import { endAtBodyEnd } from '../capture/fetch/endAtBodyEnd.js';
import { captureLongFrames } from '../capture/longFrames/captureLongFrames.js';
import { endWhenSettled } from '../capture/navigation/endWhenSettled.js';
import { watchPagesRouter } from '../capture/navigation/watchPagesRouter.js';
import { whenPageReturns } from '../capture/navigation/whenPageReturns.js';
import { captureUserActions } from '../capture/userActions/captureUserActions.js';
import { captureWebVitals } from '../capture/webVitals/captureWebVitals.js';

/** What both compositions do once records can be sent: go on with what is open, and listen for what only they capture. */
export function startCaptures(client: Client): void {
  const { capture } = client.settings;
  client.deferred = undefined;
  window.removeEventListener('beforeunload', Boolean);
  completeFetch(client);
  endAtBodyEnd(client);
  if (capture.userActions) captureUserActions(client);
  if (client.firstPage.span) endDocumentLoad(client, client.firstPage.span);
  client.onNavigation = (navigation) => endWhenSettled(client, navigation);
  if (client.navigating) endWhenSettled(client, client.navigating);
  watchPagesRouter(client.navigationStarted);
  if (capture.cspViolations) captureCspViolations(client);
  if (capture.longFrames) captureLongFrames(client);
  if (capture.consoleErrors && !client.off) client.restore = captureConsoleErrors(client);
  const restartVitals = capture.webVitals ? captureWebVitals(client) : undefined;
  whenPageReturns(() => {
    client.navigationStarted(location.href, 'traverse');
    restartVitals?.();
  });
}
