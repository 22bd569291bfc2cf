// Puts each part of the package into one file: what `init` does at once and the early part it then needs, which every page
// loads before it is interactive, and the two compositions, of which a page loads one. A bundler that gets one module can
// join and shorten it; of fifty small ones it keeps the wrappers, at twice the bytes. OpenTelemetry's SDK and API go into
// the file.
import { copyFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundleOptions } from './bundleOptions.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

await bundle('src/index.ts', 'index.js');
await bundle('src/early/createClient.ts', 'early.js');
await bundle('src/serverSide.ts', 'serverSide.js');
await bundle('src/composition/light.ts', 'light.js');
await bundle('src/composition/standard.ts', 'standard.js');
await bundle('src/composition/lightTracers.ts', 'lightTracers.js');
await bundle('src/composition/standardTracers.ts', 'standardTracers.js');
await bundle('src/offline/keepOffline.ts', 'keepOffline.js');
for (const file of ['early/loadEarly', 'composition/loadLightTracers', 'composition/loadStandardTracers'])
  copyFileSync(`${root}src/${file}.cjs`, `${root}dist/${basename(file)}.cjs`);

/** @param {string} entry @param {string} file */
async function bundle(entry, file) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ...bundleOptions({ complete: file === 'standardTracers.js' }),
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: () => file },
      rollupOptions: {
        // Of two files that load a third one Turbopack makes a fourth, with the loader: a script more for every page.
        external: (id) => isOwnFile(id) && !(file === 'standard.js' && id.endsWith('/keepOffline.js')),
        output: {
          inlineDynamicImports: true,
          paths: (id) =>
            id
              .replace(/^.*\/(load\w+)\.[jt]s$/, './$1.cjs')
              .replace(/^.*\/(?:composition|offline)\/(\w+)\.[jt]s$/, './$1.js'),
        },
      },
    },
  });
}

/** These stay files of their own, run when they are needed, if at all. @param {string} id */
function isOwnFile(id) {
  return /^\.\.?\/.*(composition\/(light|standard)|offline\/keepOffline|load(Early|\w+Tracers))\.js$/.test(
    id,
  );
}
