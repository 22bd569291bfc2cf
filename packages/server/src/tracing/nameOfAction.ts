import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextDistDir } from '../runtime/nextSettings.js';

/** Next's manifest of server actions, below its build folder: that of the build, that of `next dev`. */
const MANIFESTS = ['server/server-reference-manifest.json', 'dev/server/server-reference-manifest.json'];
const ACTION_ID = /^[0-9a-f]{1,80}$/;

let names: ReadonlyMap<string, string> | undefined;

/** The id of a server action as the header `next-action` has it; `undefined` for what is none. */
export function actionId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && ACTION_ID.test(header) ? header : undefined;
}

/** The exported name of a server action. `undefined` where Next's manifest is missing or has another form. */
export function nameOfAction(id: string, folder = process.cwd()): string | undefined {
  names ??= readNames(folder);
  // `next dev` adds an action to its manifest when a page that has it is first asked for.
  if (!names.has(id) && process.env.NODE_ENV === 'development') names = readNames(folder);
  return names.get(id);
}

function readNames(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const manifest of MANIFESTS) {
    try {
      // Without the comments Turbopack would copy the whole project beside the server.
      const file = join(/*turbopackIgnore: true*/ folder, nextDistDir(), manifest);
      const text = readFileSync(/*turbopackIgnore: true*/ file, 'utf8');
      const parsed = JSON.parse(text) as { node?: Record<string, unknown> };
      for (const [id, entry] of Object.entries(parsed.node ?? {})) {
        const name = exportedName(entry);
        if (name !== undefined) found.set(id, name);
      }
    } catch {
      // No such manifest here: the id alone tells which action it was.
    }
  }
  return found;
}

function exportedName(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('exportedName' in entry)) return undefined;
  return typeof entry.exportedName === 'string' ? entry.exportedName : undefined;
}
