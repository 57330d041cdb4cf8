/**
 * The reactions of a message after one more of them: `{emoji: {count, mine}}`, without those that nobody has. What the
 * user did himself changes nothing the second time, for he may have seen it before its event came.
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

/** In the place where it was, so that nothing moves under the pointer. */
function withIn(reactions, emoji, now) {
  return { ...reactions, [emoji]: now };
}
