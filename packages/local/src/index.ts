export type { BackendOptions } from './options.js';
export type { ScrapeTarget } from './scrape/Scraper.js';
export { type Backend, startBackend } from './startBackend.js';
export { DEFAULT_STORE_LIMITS, type StoreLimits } from './store/limits.js';
