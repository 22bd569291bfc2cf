import { DRAWINGS } from '@/art/drawings';
import { scene } from '@/art/scene';

export const dynamic = 'force-static';
export const dynamicParams = false;

/** One file for each drawing. */
export function generateStaticParams(): Array<{ file: string }> {
  return [...DRAWINGS.keys()].map((slug) => ({ file: `${slug}.svg` }));
}

/** `GET /art/<product>.svg`: a product's picture. Drawn when the shop is built. */
export async function GET(_request: Request, { params }: RouteContext<'/art/[file]'>): Promise<Response> {
  const { file } = await params;
  const drawing = DRAWINGS.get(file.replace(/\.svg$/, ''));
  if (!drawing) return new Response('Not found', { status: 404 });
  return new Response(scene(drawing), {
    headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' },
  });
}
