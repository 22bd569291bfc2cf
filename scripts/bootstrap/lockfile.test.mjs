import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './run.mjs';

const read = (/** @type {string} */ path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
const { packages } = read('package-lock.json');
const { workspaces } = read('package.json');

/** The folders of the workspaces: a glob here is a folder with `/*` behind it. */
const folders = workspaces.flatMap((/** @type {string} */ glob) =>
  glob.endsWith('/*')
    ? readdirSync(join(ROOT, glob.slice(0, -2))).map((name) => `${glob.slice(0, -2)}/${name}`)
    : [glob],
);

test.each([
  '',
  ...folders.filter((/** @type {string} */ folder) => existsSync(join(ROOT, folder, 'package.json'))),
])('the lockfile knows the dependencies of "%s"', (folder) => {
  const wanted = read(join(folder, 'package.json'));
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies']) {
    expect(packages[folder]?.[kind] ?? {}, kind).toEqual(wanted[kind] ?? {});
  }
});

test('the lockfile names no download address', () => {
  for (const { resolved } of Object.values(packages)) {
    if (resolved !== undefined) expect(resolved).not.toMatch(/^https?:/);
  }
});

test('the lockfile has the programs that lint and build for every platform', () => {
  // Without them `npm ci` refuses the lockfile, and `npm install` asks for each anew on such a machine.
  for (const name of ['@biomejs/biome', 'rollup', 'turbo', 'esbuild', 'typescript']) {
    const parts = Object.keys(packages[`node_modules/${name}`].optionalDependencies);
    expect(parts.length, name).toBeGreaterThan(1);
    for (const part of parts) expect(Object.keys(packages)).toContain(`node_modules/${part}`);
  }
});
