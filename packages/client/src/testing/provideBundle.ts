import { fileURLToPath } from 'node:url';
import { build, type Rollup, type UserConfig } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test page's script. */
    bundle: string;
    composition: 'light' | 'standard';
  }
}

/** Bundles the package once for all browser tests, as `bundle.mjs` and an app's bundler would, for a browser. */
export default async function provideBundle(project: TestProject): Promise<void> {
  const entry = fileURLToPath(new URL('./pageEntry.ts', import.meta.url));
  const { bundleOptions } = (await import(new URL('../../bundleOptions.mjs', import.meta.url).href)) as {
    bundleOptions: () => UserConfig;
  };
  const result = await build({
    configFile: false,
    logLevel: 'error',
    ...bundleOptions(),
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: 'testPage' },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rollup.RollupOutput[];
  const code = output?.output[0].code;
  if (code === undefined) throw new Error('The test page has no script.');
  project.provide('bundle', code);
}
