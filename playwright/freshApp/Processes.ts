import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

/** As in a new terminal: npm's own variables of the run that we are in would lead a second npm to this repository. */
const ENV = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(lifecycle|package|config_(local_)?prefix)/.test(name) &&
      name !== 'INIT_CWD' &&
      name !== 'NODE_ENV',
  ),
);

const STOP_MILLIS = 10_000;
const POLL_MILLIS = 50;

/** Programs that a test starts: what they print is kept, and none outlives the test. */
export class Processes {
  readonly #running: ChildProcess[] = [];
  #printed = '';

  /** Everything that was printed, for the message of a failure. */
  get printed(): string {
    return this.#printed;
  }

  /** Runs a command to its end. Rejects with what was printed where it fails. */
  async run(command: string, args: readonly string[], cwd: string): Promise<void> {
    const child = this.start(command, args, cwd);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${this.#printed}`);
  }

  /** Starts a command that goes on. */
  start(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(command, args, {
      cwd,
      env: { ...ENV, NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, to end what it starts itself: `npx` and `next dev` have children.
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    }
    this.#running.push(child);
    return child;
  }

  /** The first text that a process prints and `pattern` matches. Rejects when the process ends before that. */
  printedBy(child: ChildProcess, pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      let text = '';
      child.stdout?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const [found] = pattern.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${this.#printed}`)));
    });
  }

  /** Ends one process and its children, and waits for all of them: `npx` is gone before what it started. */
  async stop(child: ChildProcess): Promise<void> {
    const { pid } = child;
    if (pid === undefined || !signalGroup(pid, 'SIGTERM')) return;
    const deadline = Date.now() + STOP_MILLIS;
    while (signalGroup(pid, 0)) {
      if (Date.now() > deadline) signalGroup(pid, 'SIGKILL');
      await setTimeout(POLL_MILLIS);
    }
  }

  /** Ends all of them, the last one first. */
  async stopAll(): Promise<void> {
    for (const child of [...this.#running].reverse()) await this.stop(child);
  }
}

/** `false` when nobody of the group is left. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-leader, signal);
  } catch {
    return false;
  }
}
