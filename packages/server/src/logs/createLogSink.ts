import type { StdoutFormat } from '../config/ThroughlineOptions.js';
import { print } from '../delivery/print.js';
import { formatPretty } from './formatPretty.js';
import type { LogSink } from './LogSink.js';
import type { LokiStream } from './LokiStream.js';
import { StdoutBuffer } from './StdoutBuffer.js';

/** Lines of the server go to stdout and to Loki; a browser's to Loki, or to stdout when there is none. */
export function createLogSink(format: StdoutFormat, loki: LokiStream | undefined): LogSink {
  const toStdout = printer(format);
  return {
    write(line, level) {
      toStdout(line);
      loki?.write('server', line, level);
    },
    writeBrowser(line, level) {
      if (loki) return loki.write('browser', line, level);
      toStdout(line);
      return format !== 'off';
    },
    get isFull() {
      return loki?.isFull ?? false;
    },
  };
}

function printer(format: StdoutFormat): (line: string) => void {
  if (format === 'off') return () => {};
  if (format === 'json') {
    const buffer = new StdoutBuffer();
    return (line) => buffer.add(line);
  }
  return (line) => print(process.stdout, formatPretty(line));
}
