import { quietly } from './quietly.js';

/** Listens, by default on the window, at the top of every event's way. What `run` throws is no fault of the app's. */
export function listen<K extends keyof WindowEventMap>(
  type: K,
  run: (event: WindowEventMap[K]) => void,
  options?: AddEventListenerOptions | boolean,
  target: EventTarget = window,
): void {
  target.addEventListener(type, (event) => quietly(() => run(event as WindowEventMap[K])), options);
}
