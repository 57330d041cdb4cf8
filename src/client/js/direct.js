/** Returns the id of a direct room: `d:<smaller user id>:<larger user id>` (protocol.md section 3). */
export function directRoom(one, other) {
  return `d:${[one, other].sort().join(':')}`;
}

/**
 * Returns the id of the other user of a direct room, or the user's own in their notes; `undefined` for any other room.
 */
export function peerIn(room, me) {
  const [kind, one, other] = room.split(':');
  return kind === 'd' && (one === me || other === me) ? (one === me ? other : one) : undefined;
}

/** Returns the `room` field of `send`: a direct room need not exist yet, so its other user is addressed instead. */
export function addressOf(room, me) {
  const peer = peerIn(room, me);
  return peer ? `@${peer}` : room;
}
