// The receiver of spans and log lines. A process of its own: its work is neither the app's nor the load generator's.
import { createServer } from 'node:http';

const sink = createServer((incoming, response) => {
  incoming.resume().on('end', () => response.end('{}'));
});
sink.listen(0, '127.0.0.1', () => process.send?.(sink.address()));
process.once('disconnect', () => process.exit());
