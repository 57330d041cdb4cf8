/** The ids of direct rooms: `d:<smaller user id>:<larger user id>` (protocol.md section 3). */
export function directRoom(one, other) {
  return `d:${[one, other].sort().join(':')}`;
}

/** The other one of a direct room, who is oneself where these are notes; `undefined` for any other room. */
export function peerIn(room, me) {
  const [kind, one, other] = room.split(':');
  return kind === 'd' && (one === me || other === me) ? (one === me ? other : one) : undefined;
}

/** What to put into `send` as its room: a direct one need not exist yet, so its person is named. */
export function addressOf(room, me) {
  const peer = peerIn(room, me);
  return peer ? `@${peer}` : room;
}
