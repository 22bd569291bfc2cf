import type { Client } from '../Client.js';
import { SESSION_KEY } from './clearStored.js';
import { randomHex } from './randomHex.js';

/** A visitor who comes back after this is a new visit, and no session lasts longer than that. As the field has it. */
const IDLE_MILLIS = 30 * 60_000;
const LONGEST_MILLIS = 4 * 60 * 60_000;
/** Storage is slow: a while is near enough to thirty minutes. */
const WRITE_MILLIS = 10_000;

/**
 * Begins the page's session, or goes on with the tab's if it is kept (`sessionStorage`, no cookie).
 *
 * @returns the id of the session that a record of now belongs to: a new one after 30 idle minutes or four hours
 */
export function createSession({ sessionId, settings }: Client): () => string {
  const { persistSession } = settings;
  let [id, startedAt, seenAt] = persistSession ? read() : [];
  let writtenAt = 0;
  return () => {
    const now = Date.now();
    if (!id || !startedAt || !seenAt || now - seenAt > IDLE_MILLIS || now - startedAt > LONGEST_MILLIS) {
      // The first one of the page is that of what was sent before this part arrived.
      id = seenAt ? randomHex(16) : sessionId;
      startedAt = now;
      writtenAt = 0;
    }
    seenAt = now;
    if (persistSession && now - writtenAt > WRITE_MILLIS) {
      writtenAt = now;
      write(`${id} ${startedAt} ${seenAt}`);
    }
    return id;
  };
}

function read(): [string, number, number] | [] {
  try {
    const [id = '', startedAt, seenAt] = (sessionStorage.getItem(SESSION_KEY) ?? '').split(' ');
    return /^[0-9a-f]{32}$/.test(id) ? [id, Number(startedAt), Number(seenAt)] : [];
  } catch {
    // Storage is blocked.
    return [];
  }
}

function write(text: string): void {
  try {
    sessionStorage.setItem(SESSION_KEY, text);
  } catch {}
}
