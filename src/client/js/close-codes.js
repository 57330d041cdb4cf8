const OVERLOADED_MS = 5_000;
const RATE_LIMITED_MS = 30_000;

/** Close codes outside 4000–4499 after which a client reconnects. */
const TRANSIENT = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014]);

/** Close codes that say that something sent cannot be accepted: a frame, its encoding, its size, its form. */
const UNACCEPTABLE = new Set([1002, 1007, 1009, 4500]);

const MIN_DELAYS = new Map([
  [1013, OVERLOADED_MS],
  [4004, RATE_LIMITED_MS],
]);

/**
 * Tells how to reconnect after a close code (protocol.md section 8): whether to `reconnect` at all, `immediately`, or
 * after at least `minDelay` milliseconds.
 */
export function reconnectRule(code) {
  return {
    reconnect: TRANSIENT.has(code) || (code >= 4000 && code < 4500),
    immediately: code === 1012,
    minDelay: MIN_DELAYS.get(code) ?? 0,
  };
}

/** Whether the server closed the connection because of what it was sent. */
export function rejectsFrame(code) {
  return UNACCEPTABLE.has(code);
}

/** The token has expired: come back with another one. */
export const EXPIRED = 4401;

/** The token is bad or revoked: forget it, and come back only as someone new. */
export const REJECTED = 4501;
