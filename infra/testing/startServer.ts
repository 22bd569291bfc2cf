import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Service, startService } from '../../scripts/stack/service.mjs';
import { binaryPath } from '../native/binaryCache.mjs';
import type { ServerStart } from '../stack/Server.js';

/** Starts one server by itself: the stack as a whole ends when one of its servers does. */
export function startServer(
  { name, binary, args, env, healthUrl }: ServerStart,
  data: string,
): Promise<Service> {
  mkdirSync(join(data, name), { recursive: true });
  const logDir = join(data, 'logs');
  return startService({ name, command: binaryPath(binary), args, env, healthUrl, logDir });
}
