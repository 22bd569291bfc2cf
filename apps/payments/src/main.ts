import { logger, register } from '@throughline/server/node';
import { closeAtSignal } from './closeAtSignal.js';
import { listen } from './listen.js';
import { readPort } from './readPort.js';

/** A start that cannot succeed ends at once, with one line that says what to change. */
function refuse(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`payments cannot start: ${message}\n`);
  process.exit(1);
}

try {
  register({ serviceName: 'payments' });
  const server = await listen(readPort(process.env.PORT), process.env.HOST || undefined);
  closeAtSignal(server);
  const address = server.address();
  logger.info({ port: typeof address === 'object' ? address?.port : address }, 'payments listens');
} catch (error) {
  refuse(error);
}
