const OPS = new Set(['send', 'edit', 'delete', 'react']);

/** Whether something stored is an item of the outbox: it may have been written by another build, or damaged. */
export function isItem(item) {
  const { op, cid, room, order, state } = item ?? {};
  return OPS.has(op) && [cid, room, state].every((text) => typeof text === 'string') && Number.isFinite(order);
}

/** Whether something stored is a room as it was last seen. */
export function isRoom(record) {
  const { id, epoch, seq, messages } = record ?? {};
  return [id, epoch].every((text) => typeof text === 'string') && Number.isFinite(seq) && Array.isArray(messages) && messages.every(isMessage);
}

function isMessage(message) {
  return typeof message?.id === 'string' && Number.isFinite(message.seq) && typeof message.from?.id === 'string' && ['string', 'undefined'].includes(typeof message.text);
}
