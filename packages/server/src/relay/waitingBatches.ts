import { IdleQueue } from './IdleQueue.js';

/** Longest wait of a batch, in milliseconds. No page notices it, and a request of the app is mostly through by then. */
const GIVE_WAY_MILLIS = 30;

/**
 * What browsers sent gives way to the app's own requests: a batch takes the framework a millisecond or two, in which
 * a visitor's request would wait.
 */
export const waitingBatches = new IdleQueue(GIVE_WAY_MILLIS);
