export { GET, handleRelay, OPTIONS, POST } from './handleRelay.js';
