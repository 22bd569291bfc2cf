/** An answer that begins and cannot be finished. */
export async function GET() {
  const encoder = new TextEncoder();
  let parts = 0;
  const stream = new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      parts += 1;
      if (parts > 3) controller.error(new Error('the source broke'));
      else controller.enqueue(encoder.encode('part'));
    },
  });
  return new Response(stream);
}
