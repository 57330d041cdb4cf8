const OVERLOADED_MS = 5_000;
const FLOOD_MS = 30_000;

/** Codes outside the ranges of 4000–4499 after which a client comes back. */
const PASSING = new Set([1001, 1005, 1006, 1011, 1012, 1013, 1014]);

const FLOORS = new Map([
  [1013, OVERLOADED_MS],
  [4004, FLOOD_MS],
]);

/**
 * What the end of a connection means for the next one (protocol.md section 8): whether to come `back`, after at least
 * `floor` milliseconds, or `atOnce`.
 */
export function ending(code) {
  return {
    back: PASSING.has(code) || (code >= 4000 && code < 4500),
    atOnce: code === 1012,
    floor: FLOORS.get(code) ?? 0,
  };
}

/** The identity is refused: only someone new may come back. */
export function endsIdentity(code) {
  return code === 4401 || code === 4501;
}
