#!/usr/bin/env node
// `npm run dashboards --workspace infra`: writes `dashboards/*.json` out of `src/`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const OUT = fileURLToPath(new URL('dashboards', import.meta.url));
const SOURCE = fileURLToPath(new URL('src/dashboards.ts', import.meta.url));

/** @type {{ module: typeof import('./src/dashboards.js') }} */
const { module } = await runnerImport(SOURCE, { logLevel: 'warn', configFile: false });
mkdirSync(OUT, { recursive: true });
for (const file of readdirSync(OUT)) if (!module.DASHBOARD_FILES.has(file)) rmSync(join(OUT, file));
for (const [file, json] of module.DASHBOARD_FILES) writeFileSync(join(OUT, file), json);
