import { attempt } from './storage.js';

/** A channel between the tabs of this browser, or one that nobody hears. */
export function channel(name) {
  return attempt(() => new BroadcastChannel(name)) ?? { postMessage() {} };
}
