import { addressOf } from './direct.js';

/** Bytes of a command beside its fields: `op` and `ref`. */
const ENVELOPE = 64;

/** The size of a command with these fields, in bytes as it is sent. */
export function sizeOf(fields) {
  return new TextEncoder().encode(JSON.stringify(fields)).length + ENVELOPE;
}

/**
 * Returns the fields of the command that carries out an outbox item (protocol.md section 4). Messages are identified by
 * id, which remains valid even if their seq is lost.
 */
export function commandOf(item) {
  const { op, cid, text, target: of } = item;
  switch (op) {
    case 'edit':
      return { room: item.room, of, cid, text };
    case 'delete':
      return { room: item.room, of, cid };
    case 'react':
      return { room: item.room, of, cid, emoji: item.emoji, on: item.on };
    default:
      return {
        room: addressOf(item.room, item.user),
        cid,
        ...(text !== undefined && { text }),
        ...(item.data !== undefined && { data: item.data }),
        ...(item.to && { to: item.to }),
        ...(item.answered ? { of: item.answered } : item.reply && { reply: item.reply }),
        ...(item.mentions?.length && { mentions: item.mentions }),
      };
  }
}
