import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process under test that tells how far it is by IPC messages. */
export interface Reporter<Report> {
  /** Its last message. */
  readonly report: Report | undefined;
  /** What it wrote to stderr. */
  readonly errors: string;
  /** Waits for a message that `enough` is true of. @throws Error when the process ends first */
  until(enough: (report: Report) => boolean): Promise<Report>;
  /** Sends the signal and waits for the end; returns the exit code, or `null` when the signal ended it. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts a Node script. Its stdout is not kept. */
export function startReporter<Report>(script: string, env: Record<string, string>): Reporter<Report> {
  const child: ChildProcess = spawn(process.execPath, [script], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  let errors = '';
  let report: Report | undefined;
  child.stderr?.on('data', (data) => {
    errors += String(data);
  });
  child.on('message', (message) => {
    report = message as Report;
  });
  return {
    get report() {
      return report;
    },
    get errors() {
      return errors;
    },
    until(enough) {
      return new Promise((resolve, reject) => {
        const onExit = () => reject(new Error(`the process ended:\n${errors}`));
        const onMessage = (message: unknown) => {
          if (!enough(message as Report)) return;
          child.off('exit', onExit);
          child.off('message', onMessage);
          resolve(message as Report);
        };
        child.once('exit', onExit);
        child.on('message', onMessage);
      });
    },
    async stop(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}
