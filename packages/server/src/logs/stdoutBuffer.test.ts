import { expect, it, vi } from 'vitest';
import { StdoutBuffer } from './StdoutBuffer.js';

it('writes lines together, in order, and what is left when the process exits', () => {
  vi.useFakeTimers();
  const before = process.listeners('exit');
  const writes: string[] = [];
  const buffer = new StdoutBuffer((lines) => void writes.push(Buffer.from(lines).toString()));
  buffer.add('a\n');
  buffer.add('b\n');
  expect(writes).toEqual([]);
  vi.advanceTimersByTime(10);
  expect(writes).toEqual(['a\nb\n']);
  const large = `${'größer 日本語 😀'.repeat(7_000)}\n`;
  buffer.add(large);
  expect(writes[1]).toBe(large);
  buffer.add('last\n');
  const [onExit] = process.listeners('exit').filter((listener) => !before.includes(listener));
  onExit?.(0);
  expect(writes[2]).toBe('last\n');
  if (onExit) process.off('exit', onExit);
  vi.useRealTimers();
});
