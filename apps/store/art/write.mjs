// Writes the pictures to public/art: `npm run art` after a drawing was changed. They are committed, so that Next
// serves them as plain files: a route handler would put a trace of its own into the list for each picture.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  server: { middlewareMode: true, ws: false },
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  optimizeDeps: { noDiscovery: true },
});
const { DRAWINGS } = await vite.ssrLoadModule('/art/drawings.ts');
const { scene } = await vite.ssrLoadModule('/art/scene.ts');
for (const [slug, drawing] of DRAWINGS) {
  await writeFile(new URL(`../public/art/${slug}.svg`, import.meta.url), scene(drawing));
}
await vite.close();
