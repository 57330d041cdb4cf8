import { commandOf } from './command.js';

/** Handles what the sender reports about outbox items, and provides what it needs to send them. */
export function outboxListener(chat, outbox) {
  return {
    positionOf: (room) => chat.rooms.get(room)?.position,
    fieldsOf: commandOf,
    stored: ({ op, text, reply, mentions }, { room, id, epoch, seq, at }) => {
      if (op === 'send') {
        chat.rooms.get(room)?.stored({ id, epoch, seq, at, from: chat.me, text, reply, mentions });
      }
      chat.changed();
    },
    refused: (item, { code, message }) => {
      if (item.op !== 'send') {
        outbox.drop(item.cid);
        chat.notify({ code: 'refused', why: { code, message } });
      }
      chat.changed();
    },
  };
}
