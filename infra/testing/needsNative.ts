import { test } from 'vitest';
import type { BinaryName } from '../native/binaries.mjs';
import { isCi, nativeProblem } from '../native/nativeProblem.mjs';

/**
 * Whether the real servers can be had for the tests that follow. Where not: on a person's machine a printed reason and
 * `false`, to skip them; in CI a test that fails.
 */
export function needsNative(names: BinaryName[]): boolean {
  const problem = nativeProblem(names);
  if (!problem) return true;
  if (isCi()) {
    test('the real servers can be built', () => {
      throw new Error(`CI has to run the real servers, but ${problem}`);
    });
  } else {
    console.warn(`Skipped, for ${problem}`);
  }
  return false;
}
