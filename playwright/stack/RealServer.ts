import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { binaryPath } from '../../infra/native/binaryCache.mjs';
import type { ServerStart } from '../../infra/stack/Server.js';
import { type Service, startService } from '../../scripts/stack/service.mjs';

/** A real server that a test stops and starts again, on the same ports and the same data. */
export class RealServer {
  readonly #start: ServerStart;
  readonly #data: string;
  #service: Service | undefined;

  constructor(start: ServerStart, data: string) {
    this.#start = start;
    this.#data = data;
    mkdirSync(join(data, start.name), { recursive: true });
  }

  /** Resolves once it is ready. */
  async start(): Promise<void> {
    const { name, binary, args, env, healthUrl } = this.#start;
    const command = binaryPath(binary);
    const logDir = join(this.#data, 'logs');
    this.#service = await startService({ name, command, args, env, healthUrl, logDir });
  }

  /** It takes connections and answers nothing, as a machine that swaps or a disk that hangs makes it. */
  pause(): void {
    process.kill(this.#pid(), 'SIGSTOP');
  }

  resume(): void {
    process.kill(this.#pid(), 'SIGCONT');
  }

  /** As the kernel ends what takes too much memory: it refuses connections. */
  async kill(): Promise<void> {
    await this.#service?.stop(true);
    this.#service = undefined;
  }

  /** For the end of a test, whatever was done to it. */
  async stop(): Promise<void> {
    if (this.#service) this.resume();
    await this.#service?.stop();
  }

  #pid(): number {
    if (!this.#service) throw new Error(`${this.#start.name} does not run`);
    return this.#service.pid;
  }
}
