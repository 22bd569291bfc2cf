import type { NextRequest } from 'next/server';
import { database } from '@/db/database';
import { searchProducts } from '@/products/searchProducts';

/** `GET /api/search?q=`: the products that match what was typed so far. */
export async function GET(request: NextRequest): Promise<Response> {
  const products = await searchProducts(await database(), request.nextUrl.searchParams.get('q') ?? '');
  return Response.json({ products }, { headers: { 'Cache-Control': 'no-store' } });
}
