// Part of the build: an empty database as a file, so that a process opens it without running initdb (most of the
// time that opening takes). Where the file is missing, the worker makes its own: it is slower, nothing else.
import { mkdir, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();
const image = await database.dumpDataDir('gzip');
await database.close();

const folder = new URL('../dist/', import.meta.url);
await mkdir(folder, { recursive: true });
await writeFile(new URL('pglite.tar.gz', folder), Buffer.from(await image.arrayBuffer()));
