import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBatch } from '../Batch.js';
import { LedgerEntry } from '../Ledger.js';
import { claimFolders } from './claimFolders.js';
import { crc32 } from './crc32.js';
import { Spool } from './Spool.js';
import { OWNER_FILE, startOf, thisProcess } from './SpoolOwner.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'throughline-spool-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(id = 'me', maxBytes = 1024 * 1024) {
  const ledger = new LedgerEntry('spool', 'log');
  const spool = new Spool({ directory, maxBytes, fsync: 'never' }, 'log', id, ledger);
  return { spool, ledger, recovered: spool.takeRecovered() };
}
const batch = (payload: string, records = 1) => createBatch(payload, records, 2);
const segments = () =>
  readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.seg'));
const segmentPath = () => join(directory, segments()[0] ?? '');

it('what is not settled is there at the next start, and what is settled is not', () => {
  const first = open();
  const batches = [batch('"a"', 3), batch('"ü"', 2), batch('"c"')];
  for (const each of batches) first.spool.keep(each);
  batches[0]?.stored?.settle();
  expect(first.ledger).toMatchObject({ accepted: 6, delivered: 3, queued: 3 });
  first.spool.close();

  const second = open();
  expect(second.recovered.map(({ stored, records }) => [stored?.load?.(), records])).toEqual([
    ['"ü"', 2],
    ['"c"', 1],
  ]);
  expect(second.ledger).toMatchObject({ accepted: 3, queued: 3 });
  for (const each of second.recovered) each.stored?.settle();
  expect(second.ledger.queued).toBe(0);
  expect(segments()).toEqual([]);
  second.spool.close();
  expect(open().recovered).toEqual([]);
});

it('a corrupt record is skipped and counted, its neighbours are kept', () => {
  const { spool } = open();
  for (const payload of ['"first"', '"broken"', '"last"']) spool.keep(batch(payload, 5));
  spool.close();
  const bytes = readFileSync(segmentPath());
  bytes[bytes.indexOf('broken')] = 0x21;
  writeFileSync(segmentPath(), bytes);
  const { recovered, ledger } = open();
  expect(recovered.map(({ stored }) => stored?.load?.())).toEqual(['"first"', '"last"']);
  expect(Object.fromEntries(ledger.dropped)).toEqual({ corrupt: 5 });
  expect(ledger.queued).toBe(10);
});

it('a record that was half written is skipped and counted, at every length', () => {
  const { spool } = open();
  spool.keep(batch('"whole"', 2));
  spool.keep(batch('"half"', 3));
  spool.close();
  const whole = readFileSync(segmentPath());
  const start = whole.lastIndexOf('TLS1');
  for (let length = whole.length - 1; length > start; length--) {
    truncateSync(segmentPath(), length);
    const { recovered, ledger, spool: again } = open();
    expect(recovered.map(({ stored }) => stored?.load?.())).toEqual(['"whole"']);
    expect(ledger.dropped.get('corrupt')).toBe(length - start >= 20 ? 3 : 1);
    again.close();
  }
  truncateSync(segmentPath(), 0);
  appendFileSync(segmentPath(), 'rubbish');
  expect(open().recovered).toEqual([]);
});

it('a payload that rots after the start is not sent', () => {
  const { spool } = open();
  spool.keep(batch('"rots"', 4));
  spool.close();
  const { recovered, ledger } = open();
  const bytes = readFileSync(segmentPath());
  bytes[bytes.indexOf('rots')] = 0x21;
  writeFileSync(segmentPath(), bytes);
  expect(recovered[0]?.stored?.load?.()).toBeUndefined();
  recovered[0]?.stored?.settle();
  expect([Object.fromEntries(ledger.dropped), ledger.queued]).toEqual([{ corrupt: 4 }, 0]);
});

it('a full disk costs what it does not take, says so, and leaves nothing open', () => {
  const { spool, ledger } = open();
  const kept = batch('"before"');
  spool.keep(kept);
  const told: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  const { writeSync } = fs;
  const fill = vi.spyOn(fs, 'writeSync').mockImplementation((file, bytes, ...rest) => {
    // As a disk does: there was room for a part of it.
    writeSync(file, (bytes as unknown as Buffer).subarray(0, 5), ...(rest as []));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  syncBuiltinESMExports();
  const files = openFiles();
  try {
    for (let index = 0; index < 50; index++) {
      const refused = batch('"x"', 2);
      spool.keep(refused);
      expect(refused.stored).toBeUndefined();
    }
  } finally {
    fill.mockRestore();
    stderr.mockRestore();
    syncBuiltinESMExports();
  }
  expect(Object.fromEntries(ledger.dropped)).toEqual({ no_space: 100 });
  expect(told).toEqual(['throughline: the spool takes no more (ENOSPC): what waits is in memory only\n']);
  expect(openFiles()).toBeLessThanOrEqual(files);
  const later = batch('"later"');
  spool.keep(later);
  spool.close();
  expect(open().recovered.map(({ stored }) => stored?.load?.())).toEqual(['"before"', '"later"']);
});

/** 0 where the system does not tell. */
function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
}

it('a full spool counts what it does not take, and takes again when there is room', () => {
  const { spool, ledger } = open('me', 6 * 1024 * 1024);
  const text = JSON.stringify('x'.repeat(1024 * 1024));
  const batches = Array.from({ length: 7 }, () => batch(text));
  for (const each of batches) spool.keep(each);
  expect(batches.map(({ stored }) => stored !== undefined)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect([Object.fromEntries(ledger.dropped), ledger.queued]).toEqual([{ no_space: 2 }, 5]);
  for (const each of batches) each.stored?.settle();
  const later = batch('"later"');
  spool.keep(later);
  expect(later.stored).toBeDefined();
});

it('a disk that refuses degrades to memory and says so', () => {
  writeFileSync(join(directory, 'file'), '');
  const ledger = new LedgerEntry('spool', 'log');
  const settings = { directory: join(directory, 'file'), maxBytes: 1e6, fsync: 'never' as const };
  const told: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0);
  expect(Spool.open(settings, 'log', 'me', ledger)).toBeUndefined();
  stderr.mockRestore();
  expect(told).toEqual(['throughline: the spool cannot be opened (ENOTDIR): what waits is in memory only\n']);
});

it('takes over from a process that is gone, never from one that lives, and only once', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const started = startOf(child.pid ?? 0);
  const theirs = claimFolders(join(directory, 'log'), 'theirs');
  const owner = join(theirs, OWNER_FILE);
  const write = (more: object) =>
    writeFileSync(owner, JSON.stringify({ ...thisProcess(), pid: child.pid, started, ...more }));
  writeFileSync(join(theirs, '1-theirs.seg'), '');
  const claimed = (id: string) =>
    readdirSync(claimFolders(join(directory, 'log'), id)).includes('1-theirs.seg');

  write({});
  expect(claimed('a')).toBe(false);
  // Of another machine, and touched just now.
  write({ host: 'elsewhere' });
  expect(claimed('a')).toBe(false);
  write({});
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([claimed('b'), claimed('c'), claimed('a')]).toEqual([true, false, false]);
});

it.skipIf(startOf(process.pid) === '')(
  'a process id that was used again is not the owner (needs /proc)',
  () => {
    const theirs = claimFolders(join(directory, 'log'), 'theirs');
    writeFileSync(join(theirs, OWNER_FILE), JSON.stringify({ ...thisProcess(), started: '1' }));
    claimFolders(join(directory, 'log'), 'mine');
    expect(readdirSync(join(directory, 'log'))).toEqual(['mine']);
  },
);

it('computes CRC-32', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});

it('a crash loop does not nest folders', () => {
  for (let crash = 0; crash < 20; crash++) {
    const { spool } = open(`run ${crash}`);
    spool.keep(batch(`"${crash}"`));
    writeFileSync(
      join(directory, 'log', `run ${crash}`, OWNER_FILE),
      JSON.stringify({ ...thisProcess(), pid: 2 ** 30 }),
    );
  }
  const { recovered } = open('last');
  expect(recovered).toHaveLength(20);
  expect(readdirSync(join(directory, 'log'))).toEqual(['last']);
  expect(segments().every((path) => path.split(/[\\/]/).length === 3)).toBe(true);
});
