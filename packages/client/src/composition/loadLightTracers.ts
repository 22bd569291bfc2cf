/** In the package this module is `loadLightTracers.cjs`: see `loadEarly`. */
export { provideTracers } from './lightTracers.js';

/** Compiles the module and runs it, with nothing done for the page yet. */
export function loadTracers(): void {}
