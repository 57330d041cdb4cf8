import { addressOf } from './direct.js';

/** The fields of the command that carries out an item of the outbox (protocol.md section 4), seen from its `room`. */
export function commandOf(item, room) {
  const { op, cid, text } = item;
  const seq = room?.log.get(item.target)?.seq ?? item.of;
  switch (op) {
    case 'edit':
      return { room: item.room, seq, cid, text };
    case 'delete':
      return { room: item.room, seq, cid };
    case 'react':
      return { room: item.room, seq, cid, emoji: item.emoji, on: item.on };
    default:
      return {
        room: addressOf(item.room, item.user),
        cid,
        text,
        ...(item.reply && { reply: item.reply }),
        ...(item.mentions?.length && { mentions: item.mentions }),
      };
  }
}

/** How a message looks with the user's own changes to it that wait to be stored, in their order. */
export function changed(message, changes, react) {
  return changes.reduce((now, item) => {
    switch (item.op) {
      case 'edit':
        return { ...now, text: item.text, edited: item.at };
      case 'delete':
        return { ...now, text: undefined, data: undefined, reactions: undefined, deleted: true };
      default:
        return { ...now, reactions: react(now.reactions, { emoji: item.emoji, on: item.on, own: true }) };
    }
  }, message);
}
