// Puts each part of the package into one file: the synchronous part, which every page loads before it is
// interactive, and the two compositions, of which a page loads one. A bundler that gets one module can join and
// shorten it; of fifty small ones it keeps the wrappers, at twice the bytes. OpenTelemetry's SDK and API go into the
// file.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { bundleOptions } from './bundleOptions.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));

await bundle('src/index.ts', 'index.js');
await bundle('src/serverSide.ts', 'serverSide.js');
await bundle('src/composition/light.ts', 'light.js');
await bundle('src/composition/standard.ts', 'standard.js');
await bundle('src/offline/keepOffline.ts', 'keepOffline.js');

/** @param {string} entry @param {string} file */
async function bundle(entry, file) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ...bundleOptions({ complete: file === 'standard.js' }),
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      minify: false,
      sourcemap: true,
      target: 'es2022',
      lib: { entry, formats: ['es'], fileName: () => file },
      rollupOptions: {
        // Of two files that load a third one Turbopack makes a fourth, with the loader: a script more for every page.
        external: (id) => isDeferred(id) && !(file === 'standard.js' && id.endsWith('/keepOffline.js')),
        output: {
          inlineDynamicImports: true,
          paths: (id) => id.replace(/^.*\/(?:composition|offline)\/(\w+)\.[jt]s$/, './$1.js'),
        },
      },
    },
  });
}

/** These stay files of their own, loaded when the page is idle, if at all. @param {string} id */
function isDeferred(id) {
  return id.startsWith('../') && /\/(composition\/(light|standard)|offline\/keepOffline)\.js$/.test(id);
}
