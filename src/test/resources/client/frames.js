export const ADA = { id: 'ada0000000000000', name: 'Ada' };
export const GRACE = { id: 'grace00000000000', name: 'Grace' };

/** The lobby's state as of entry `head`. */
export function lobby(state, head, more = {}) {
  const counts = { role: 'member', members: 2, online: 2, read: 0, unread: 0, mentions: 0 };
  return { room: 'lobby', title: 'Lobby', kind: 'public', epoch: 'e1', head, at: 0, state, ...counts, ...more };
}

/** What Grace said as entry `seq`, as an event. */
export function said(seq, text, more = {}) {
  const id = `${GRACE.id}.c${seq}`;
  return { ev: 'message', room: 'lobby', epoch: 'e1', seq, id, from: GRACE, at: seq, text, ...more };
}

/** What Ada sent, as an event. */
export function own({ cid, text }, seq, epoch = 'e1') {
  return said(seq, text, { id: `${ADA.id}.${cid}`, from: ADA, epoch });
}

/** An event as it stands in a list of messages. */
export function listed({ ev, room, ...message }) {
  return message;
}
