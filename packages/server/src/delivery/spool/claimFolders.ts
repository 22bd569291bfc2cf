import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isAbandoned, OWNER_FILE, thisProcess } from './SpoolOwner.js';

/** A segment, or the notes beside it. Their names are unique over all processes. */
const SEGMENT_FILE = /\.seg(?:\.ack)?$/;

/**
 * Makes (or, for a worker that is started again, finds) the folder `id` of this process below `parent`, and moves the
 * folders of processes that are gone into it. A folder appears with its owner in it and changes hands by a rename,
 * which only one process can win: no two share a segment.
 */
export function claimFolders(parent: string, id: string): string {
  const me = thisProcess();
  const mine = join(parent, id);
  if (!existsSync(mine)) {
    // Without the comments Turbopack would copy the whole project beside the server.
    const unnamed = join(/*turbopackIgnore: true*/ parent, `.${id}`);
    mkdirSync(unnamed, { recursive: true, mode: 0o700 });
    writeFileSync(join(/*turbopackIgnore: true*/ unnamed, OWNER_FILE), JSON.stringify(me));
    renameSync(unnamed, mine);
  }
  for (const name of readdirSync(parent)) {
    if (name === id || name.startsWith('.') || !isAbandoned(join(parent, name), me)) continue;
    try {
      renameSync(join(parent, name), join(mine, name));
    } catch {
      // Another process was first.
    }
  }
  for (const entry of readdirSync(mine, { withFileTypes: true })) {
    if (entry.isDirectory()) flatten(join(mine, entry.name), mine);
  }
  return mine;
}

/**
 * Moves the segments of a folder that was taken over up into `mine`: in a crash loop each process would else nest the
 * folders of all before it, until a path is too long.
 */
function flatten(folder: string, mine: string): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (SEGMENT_FILE.test(path)) renameSync(join(folder, path), join(mine, basename(path)));
  }
  rmSync(folder, { recursive: true, force: true });
}
