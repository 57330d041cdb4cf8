const OVERLOADED_MS = 5_000;
const RATE_LIMITED_MS = 30_000;

/** Codes outside the ranges of 4000–4499 after which a client comes back. */
const TRANSIENT = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014]);

const MIN_DELAYS = new Map([
  [1013, OVERLOADED_MS],
  [4004, RATE_LIMITED_MS],
]);

/**
 * What the end of a connection means for the next one (protocol.md section 8): whether to come `back`, after at least
 * `floor` milliseconds, or `atOnce`.
 */
export function reconnectRule(code) {
  return {
    reconnect: TRANSIENT.has(code) || (code >= 4000 && code < 4500),
    immediately: code === 1012,
    minDelay: MIN_DELAYS.get(code) ?? 0,
  };
}

/** The identity is refused: only someone new may come back. */
export function rejectsIdentity(code) {
  return code === 4401 || code === 4501;
}
