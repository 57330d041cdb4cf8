import { memoryStore } from '../client/memory-store.js';

/** Returns localStorage, or a substitute that lasts as long as the page if the browser forbids it. */
export function browserStorage() {
  try {
    return localStorage;
  } catch {
    return memoryStore();
  }
}
