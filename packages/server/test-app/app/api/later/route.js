import { withSpan } from '@throughline/server';
import { after } from 'next/server';

const wait = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Work that goes on when the handler has returned: a stream, a timer, `after()`. */
export async function GET() {
  after(() => withSpan('after the answer', wait));
  const stream = new ReadableStream({
    async start(controller) {
      await wait();
      withSpan('chunk', () => controller.enqueue(new TextEncoder().encode('streamed')));
      setTimeout(() => withSpan('timer', () => controller.close()), 5);
    },
  });
  return new Response(stream);
}
