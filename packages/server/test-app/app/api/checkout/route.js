import { logger, sqlSpan, withSpan } from '@throughline/server';

export async function POST(request) {
  return withSpan('place order', async () => {
    await sqlSpan(
      { system: 'postgresql', text: 'INSERT INTO orders (total) VALUES ($1)' },
      () => new Promise((resolve) => setTimeout(resolve, 2, { rows: [{ id: 1 }] })),
    );
    if (request.nextUrl.searchParams.has('fail')) throw new Error('out of stock');
    const answer = await fetch(`${process.env.PAYMENTS_URL}/charge?card=4111`, {
      method: 'POST',
      body: '{}',
    });
    logger.info({ password: 'hunter2' }, 'order placed');
    return Response.json(await answer.json());
  });
}
