import { readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Batch } from '../Batch.js';
import type { LedgerEntry } from '../Ledger.js';
import { warnOnce } from '../warnOnce.js';
import { claimFolders } from './claimFolders.js';
import { Segment } from './Segment.js';
import { LEASE_MILLIS, OWNER_FILE } from './SpoolOwner.js';
import { encodeRecord, type SpooledRecord } from './spoolRecord.js';

/** When what is written is forced to the disk. A process that is killed loses nothing either way; a machine may. */
export const FSYNC_POLICIES = ['always', 'interval', 'never'] as const;
export type FsyncPolicy = (typeof FSYNC_POLICIES)[number];

export interface SpoolSettings {
  /** Folder of the spool; one below it per signal and process. */
  readonly directory: string;
  readonly maxBytes: number;
  readonly fsync: FsyncPolicy;
}

const SEGMENT_BYTES = 4 * 1024 * 1024;
const FSYNC_MILLIS = 1_000;
const SEGMENT = /\.seg$/;

/** Batches on disk until they are delivered. What the disk does not take is counted and stays in memory only. */
export class Spool {
  readonly #folder: string;
  readonly #segments = new Set<Segment>();
  readonly #timers: NodeJS.Timeout[];
  #current: Segment | undefined;
  #bytes = 0;
  #lastNumber = 0;
  #recovered: Batch[] = [];

  /** @param id names this process's folder; a worker that is started again gives the same. @throws when there can be no folder */
  constructor(
    readonly settings: SpoolSettings,
    signal: string,
    readonly id: string,
    readonly ledger: LedgerEntry,
  ) {
    this.#folder = claimFolders(join(settings.directory, signal), id);
    this.#recover();
    this.#timers = [
      setInterval(() => this.#touch(), LEASE_MILLIS / 3).unref(),
      setInterval(() => settings.fsync === 'interval' && this.#current?.flushSoon(), FSYNC_MILLIS).unref(),
    ];
  }

  /** Opens the spool, or says why there is none: telemetry goes on without. */
  static open(...parameters: ConstructorParameters<typeof Spool>): Spool | undefined {
    try {
      return new Spool(...parameters);
    } catch (error) {
      const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      warnOnce('spool', `the spool cannot be opened (${why}): what waits is in memory only`);
      return undefined;
    }
  }

  /** What earlier processes left, once. Their payloads stay on disk until they are sent. */
  takeRecovered(): Batch[] {
    return this.#recovered.splice(0);
  }

  /** Writes a batch down and notes so in it. */
  keep(batch: Batch): void {
    if (batch.payload === undefined || batch.stored) return;
    this.ledger.accepted += batch.records;
    const record = encodeRecord(batch.payload, batch.records, batch.level);
    if (this.#bytes + record.length > this.settings.maxBytes) {
      this.#refuse(batch, `it has ${this.settings.maxBytes} bytes, its cap`);
      return;
    }
    try {
      const segment = this.#writable();
      const offset = segment.append(record);
      this.#bytes += record.length;
      const { records, level, bytes: length } = batch;
      batch.stored = this.#stored(segment, { offset, length, records, level });
      if (this.settings.fsync === 'always') segment.flush();
    } catch (error) {
      this.#refuse(batch, error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
      this.#leaveCurrent();
    }
  }

  /** Closes the files. What is not settled is for the next start. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    const pending = [...this.#segments].some(({ open }) => open > 0);
    for (const segment of this.#segments) {
      segment.flush();
      segment.close();
    }
    this.#segments.clear();
    this.#current = undefined;
    if (!pending) rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The next batch gets a file of its own. On a full disk that is one for every batch: none may stay behind. */
  #leaveCurrent(): void {
    const left = this.#current;
    this.#current = undefined;
    if (left) this.#removeIfSettled(left);
  }

  #refuse(batch: Batch, why: string): void {
    this.ledger.drop('no_space', batch.records);
    warnOnce('spool/full', `the spool takes no more (${why}): what waits is in memory only`);
  }

  #writable(): Segment {
    if (this.#current && this.#current.size < SEGMENT_BYTES) return this.#current;
    const full = this.#current;
    this.#lastNumber += 1;
    const name = `${Date.now()}-${String(this.#lastNumber).padStart(6, '0')}-${this.id}.seg`;
    this.#current = new Segment(join(this.#folder, name));
    this.#segments.add(this.#current);
    full?.flush();
    if (full) this.#removeIfSettled(full);
    return this.#current;
  }

  #stored(segment: Segment, record: SpooledRecord): NonNullable<Batch['stored']> {
    let readable = true;
    return {
      load: () => {
        const payload = segment.read(record);
        readable = payload !== undefined;
        return payload;
      },
      settle: () => {
        if (readable) this.ledger.delivered += record.records;
        else this.ledger.drop('corrupt', record.records);
        segment.settle(record.offset);
        this.#removeIfSettled(segment);
      },
    };
  }

  #removeIfSettled(segment: Segment): void {
    if (segment.open > 0 || segment === this.#current || !this.#segments.delete(segment)) return;
    this.#bytes -= segment.size;
    segment.remove();
  }

  #recover(): void {
    const names = readdirSync(this.#folder);
    for (const name of names.filter((path) => SEGMENT.test(path)).sort()) {
      const { segment, pending, corrupt } = Segment.recover(join(this.#folder, name));
      this.#segments.add(segment);
      this.#bytes += segment.size;
      this.ledger.accepted += corrupt;
      this.ledger.drop('corrupt', corrupt);
      if (corrupt > 0) warnOnce('spool/corrupt', `${corrupt} records of the spool were not readable`);
      // Its time begins anew: it is not the record's fault that nobody was there to send it.
      const since = Date.now();
      for (const record of pending) {
        const { length: bytes, records, level } = record;
        this.ledger.accepted += records;
        const stored = this.#stored(segment, record);
        this.#recovered.push({ payload: undefined, bytes, records, level, since, stored });
      }
      this.#removeIfSettled(segment);
    }
  }

  #touch(): void {
    try {
      const now = new Date();
      utimesSync(join(this.#folder, OWNER_FILE), now, now);
    } catch {
      warnOnce('spool/lease', 'the folder of the spool is gone: what waits is in memory only');
    }
  }
}
