import { applyReaction } from './reactions.js';

/** Applies one log event to a log: a new message, or a change to one (protocol.md section 3, entry). */
export function applyEntry(log, event, me) {
  switch (event.ev) {
    case 'message': {
      const { ev, room, ...message } = event;
      log.put(message);
      break;
    }
    case 'edit':
      log.change(event.of, () => ({ text: event.text, edited: event.at }));
      break;
    case 'delete':
      log.change(event.of, () => ({ text: undefined, data: undefined, reactions: undefined, deleted: true }));
      break;
    case 'react': {
      const { emoji, on, from } = event;
      log.change(event.of, ({ reactions }) => ({ reactions: applyReaction(reactions, { emoji, on, own: from.id === me }) }));
      break;
    }
  }
}
