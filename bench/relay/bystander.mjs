// A server that takes all that comes and does nothing with it; prints its port. A flood of it costs the machine what the
// flood itself costs.
import { createServer } from 'node:http';

/** As the relay cuts slow senders off. */
const SLOW_MILLIS = 10_000;

const server = createServer((request, response) => {
  const cut = setTimeout(() => request.destroy(), SLOW_MILLIS);
  request
    .on('close', () => clearTimeout(cut))
    .resume()
    .on('end', () => response.end('{}'));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : address);
});
