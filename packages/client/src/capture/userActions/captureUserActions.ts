import { ATTR_INTERRUPTED } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import type { PageSpan } from '../../early/startSpan.js';
import { quietly } from '../../process/quietly.js';
import { actionElement, actionName } from './actionName.js';

/** Handlers and what React schedules for them start their requests within this time. */
const QUIET_MILLIS = 100;
/** An action whose requests do not end (a stream) ends here. */
const LONGEST_MILLIS = 10_000;

interface Action {
  readonly span: PageSpan;
  readonly startedAt: number;
  /** Something was started or logged because of it. */
  caused: boolean;
}

/**
 * One span for each click or submit that causes something: the root of the requests, navigations, spans and log
 * lines that start right after it, or while its own requests are in flight. A click that causes nothing leaves
 * nothing.
 */
export function captureUserActions(client: Client): void {
  let current: Action | undefined;

  client.action = () => {
    if (!current) return undefined;
    current.caused = true;
    return current.span.spanContext();
  };
  // Capturing: before the handlers of the app, whose work this is the root of.
  const listen = (type: 'click' | 'submit') =>
    window.addEventListener(type, (event) => void quietly(() => begin(type, event)), true);
  listen('click');
  listen('submit');
  client.beforeHide.push((forGood) => forGood && finish(true));

  function begin(type: 'click' | 'submit', event: Event): void {
    // A script's `click()` is not a person's; `requestSubmit()` follows the click that led to it.
    if (!event.isTrusted) return;
    const element = type === 'click' ? actionElement(event.target) : (event.target as Element);
    // Next's handlers may listen on the element itself; the click on a submit button is the action already.
    if (!element || (type === 'submit' && current && performance.now() - current.startedAt < QUIET_MILLIS))
      return;
    finish(false);
    const span = client.openSpan(`${type} ${actionName(element)}`, { startsAt: event.timeStamp }, undefined);
    const action = { span, startedAt: event.timeStamp, caused: false };
    current = action;
    setTimeout(() => check(action), QUIET_MILLIS);
  }

  function check(action: Action): void {
    if (current !== action) return;
    const tooLong = performance.now() - action.startedAt > LONGEST_MILLIS;
    const busy =
      client.navigating !== undefined ||
      [...client.requests.open].some((request) => request.startedAt >= action.startedAt);
    if (busy && action.caused && !tooLong) setTimeout(() => check(action), QUIET_MILLIS);
    else quietly(() => finish(false));
  }

  function finish(interrupted: boolean): void {
    const action = current;
    current = undefined;
    if (!action?.caused) return;
    if (interrupted) action.span.setAttribute(ATTR_INTERRUPTED, true);
    action.span.end();
  }
}
