export { type NextConfigFunction, withThroughline } from './withThroughline.js';
