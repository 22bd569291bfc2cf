import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Processes } from './Processes.js';

/** The repository's root folder. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Packs packages of this repository, and those of it that they depend on. Gives the archives' paths. */
export async function packPackages(
  names: readonly string[],
  folder: string,
  processes: Processes,
): Promise<string[]> {
  const wanted = withDependencies(names);
  mkdirSync(folder, { recursive: true });
  const workspaces = wanted.flatMap((name) => ['--workspace', name]);
  await processes.run('npm', ['pack', '--silent', '--pack-destination', folder, ...workspaces], ROOT);
  const archives = readdirSync(folder).map((file) => join(folder, file));
  if (archives.length !== wanted.length) throw new Error(`packed ${archives}, wanted ${wanted}`);
  return archives;
}

function withDependencies(names: readonly string[]): string[] {
  const manifests = readdirSync(join(ROOT, 'packages'))
    .map((name) => join(ROOT, 'packages', name, 'package.json'))
    .filter((path) => existsSync(path))
    .map((path): Manifest => JSON.parse(readFileSync(path, 'utf8')));
  const own = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  const found = new Set<string>();
  const visit = (name: string) => {
    const manifest = own.get(name);
    if (manifest === undefined || found.has(name)) return;
    found.add(name);
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency);
  };
  for (const name of names) {
    if (!own.has(name))
      throw new Error(`the README says to install ${name}, which is no package of this repository`);
    visit(name);
  }
  return [...found];
}
