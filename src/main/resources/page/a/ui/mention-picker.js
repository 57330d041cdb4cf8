import { mentionAtCaret, matchingMembers, mentionsIn } from '../state/mentions.js';
import { suggestions } from './suggestions.js';

/** The mention picker: offers members once an `@` is typed; chosen by keyboard or pointer. */
export class MentionPicker {
  #chat;
  #mention;
  #chosen = 0;
  #picked = new Map();

  constructor(chat) {
    this.#chat = chat;
  }

  /** The id of the selected option, for screen readers. */
  get active() {
    return this.#matching().length > 0 ? `suggestion-${this.#chosen}` : undefined;
  }

  view(pick) {
    return suggestions(this.#matching(), this.#chosen, pick);
  }

  /** The text or the caret has changed. */
  inputChanged(field) {
    this.#mention = mentionAtCaret(field.value, field.selectionStart);
    this.#chosen = 0;
  }

  reset() {
    this.#mention = undefined;
  }

  /** Handles a key and returns whether it was one of the picker's; calls `pick` with the chosen member. */
  keyed(event, pick) {
    const matching = this.#matching();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (matching.length === 0) {
      return false;
    } else if (step) {
      this.#chosen = (this.#chosen + step + matching.length) % matching.length;
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      pick(matching[this.#chosen]);
    } else if (event.key === 'Escape') {
      this.reset();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Inserts the name in place of what was typed. */
  pick({ id, name }, field) {
    this.#picked.set(name, id);
    field.setRangeText(`@${name} `, this.#mention.from, field.selectionStart, 'end');
  }

  /** Returns the ids of the users whom a text mentions. */
  in(text) {
    return mentionsIn(text, this.#people(), this.#picked);
  }

  #matching() {
    return this.#mention ? matchingMembers(this.#people(), this.#mention.query, this.#chat.me?.id) : [];
  }

  #people() {
    return this.#chat.room?.people.list ?? [];
  }
}
