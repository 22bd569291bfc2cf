/**
 * What others call of the early part. In the package this module is `loadEarly.cjs`, with the same function, which runs the
 * early part when it is called; in the tests' page the two are one script.
 */
export { createClient } from './createClient.js';
