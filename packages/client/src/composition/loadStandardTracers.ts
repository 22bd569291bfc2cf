/** In the package this module is `loadStandardTracers.cjs`: see `loadEarly`. */
export { provideTracers } from './standardTracers.js';

/** Compiles the module and runs it, with nothing done for the page yet. */
export function loadTracers(): void {}
