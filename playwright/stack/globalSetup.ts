import { runStack } from './runStack.js';

/** Starts the stack for all specs and puts its URLs where the specs find them. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const stack = await runStack();
  process.env.THROUGHLINE_E2E_URLS = JSON.stringify(stack.urls);
  return stack.stop;
}
