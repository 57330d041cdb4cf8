/**
 * Returns a message's reactions after one more of them: `{emoji: {count, mine}}`, without those whose count is zero.
 * The user's own reaction is applied only once, because it may have been shown before its event arrived.
 */
export function applyReaction(reactions = {}, { emoji, on, own }) {
  const { count = 0, mine = false } = reactions[emoji] ?? {};
  if (own && mine === on) {
    return reactions;
  }
  const { [emoji]: former, ...others } = reactions;
  const left = Math.max(0, count + (on ? 1 : -1));
  return left === 0 ? others : withIn(reactions, emoji, { count: left, mine: own ? on : mine });
}

/** Keeps the order of the emoji, so that nothing moves under the pointer. */
function withIn(reactions, emoji, now) {
  return { ...reactions, [emoji]: now };
}
