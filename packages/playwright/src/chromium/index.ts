export { findChromium } from './findChromium.js';
export type { FoundChromium } from './types.js';
