/** The surface of `parley-client`. */
export { connect } from './connect.js';
export { memoryStore } from './memory-store.js';
export { Refusal } from './refusal.js';
