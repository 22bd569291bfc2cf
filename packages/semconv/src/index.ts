export * from './attributes.js';
export * from './endpoints.js';
export * from './environment.js';
export * from './ledger.js';
export * from './limits.js';
export * from './logFields.js';
export * from './metrics.js';
export * from './sampling.js';
