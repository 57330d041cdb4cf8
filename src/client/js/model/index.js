/** What a view of a room needs beyond its events; each follows from what the client receives. */
export { applyEntry } from './entry.js';
export { Log } from './log.js';
