import { applyReaction } from './reactions.js';

/** Returns the message with the user's own waiting changes applied in order. */
export function applyChanges(message, changes) {
  return changes.reduce((now, item) => {
    switch (item.op) {
      case 'edit':
        return { ...now, text: item.text, edited: item.at };
      case 'delete':
        return { ...now, text: undefined, data: undefined, reactions: undefined, deleted: true };
      default:
        return { ...now, reactions: applyReaction(now.reactions, { emoji: item.emoji, on: item.on, own: true }) };
    }
  }, message);
}
