const OPS = new Set(['send', 'edit', 'delete', 'react']);

const isText = (value) => typeof value === 'string';
const isAbsent = (value) => value === undefined;
const isTexts = (value) => Array.isArray(value) && value.every(isText);

/** Whether something stored is an item of the outbox: it may have been written by another build, or damaged. */
export function isItem(item) {
  const { op, cid, room, at, order, state, text, mentions } = item ?? {};
  return OPS.has(op) && [cid, room, state].every(isText) && [at, order].every(Number.isFinite) && isContent(text, mentions);
}

/** Whether something stored is a room as it was last seen. */
export function isRoom(record) {
  const { id, epoch, seq, title, kind, with: other, messages } = record ?? {};
  const isPeer = kind !== 'direct' || isPerson(other);
  return [id, epoch, title].every(isText) && Number.isFinite(seq) && isPeer && Array.isArray(messages) && messages.every(isMessage);
}

function isMessage(message) {
  const { id, seq, at, from, text, mentions, reactions } = message ?? {};
  const areReactions = isAbsent(reactions) || (typeof reactions === 'object' && Object.values(reactions ?? {}).every(Boolean));
  return isText(id) && [seq, at].every(Number.isFinite) && isPerson(from) && isContent(text, mentions) && areReactions;
}

function isPerson(user) {
  return isText(user?.id) && (isAbsent(user.name) || isText(user.name));
}

function isContent(text, mentions) {
  return (isAbsent(text) || isText(text)) && (isAbsent(mentions) || isTexts(mentions));
}
