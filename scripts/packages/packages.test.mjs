import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, test } from 'vitest';
import { ROOT } from '../bootstrap/run.mjs';

const ATTW = join(ROOT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js');
const folders = readdirSync(join(ROOT, 'packages')).map((name) => join(ROOT, 'packages', name));
const packages = folders
  .map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  }))
  .filter(({ manifest }) => !manifest.private);

test.each(packages)('publint has nothing to say about $manifest.name', async ({ folder, manifest }) => {
  const { messages } = await publint({ pkgDir: folder, strict: true });
  expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
});

/** Packages with something to import: the CLI has a program only, the viewer types only. */
const libraries = packages.filter(({ manifest }) => manifest.exports?.['.']);

test.each(libraries)(
  'the types of $manifest.name resolve as its code does',
  { timeout: 60_000 },
  ({ folder }) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [ATTW, '--pack', '.', '--profile', 'esm-only', '--no-color', '--no-emoji'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(status, `${stdout}\n${stderr}`).toBe(0);
  },
);

test('the public surface is what the snapshot says', async () => {
  const surface = libraries.flatMap(({ folder, manifest }) =>
    Object.entries(manifest.exports).flatMap(([entry, target]) => {
      const types = typeof target === 'object' && target !== null ? target.types : undefined;
      if (typeof types !== 'string' || !existsSync(join(folder, types))) return [];
      return [
        `## ${join(manifest.name, entry)}`,
        declarations(readFileSync(join(folder, types), 'utf8')),
        '',
      ];
    }),
  );
  await expect(surface.join('\n')).toMatchFileSnapshot('./surface.snapshot.txt');
});

/** One file of declarations for each source. */
const built = packages.filter(({ manifest }) =>
  manifest.scripts?.build?.includes('tsc -p tsconfig.build.json'),
);

test.each(built)('$manifest.name publishes nothing of which the source is gone', ({ folder }) => {
  const declared = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.d.ts'),
  );
  expect(declared).not.toEqual([]);
  const gone = declared.filter((file) => {
    const source = join(folder, 'src', file.slice(0, -'.d.ts'.length));
    return !['.ts', '.tsx'].some((ending) => existsSync(source + ending));
  });
  expect(gone).toEqual([]);
});

/** The exports of a declaration file, without comments. @param {string} source */
function declarations(source) {
  return source
    .replaceAll(/\/\*\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .join('\n');
}
