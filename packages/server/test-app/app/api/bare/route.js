/** What the relay is measured against: a handler that reads the same body and does nothing with it. */
export async function POST(request) {
  await request.json();
  return Response.json({});
}
