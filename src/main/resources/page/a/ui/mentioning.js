import { begunMention, fittingMembers, mentionsIn } from '../state/mentions.js';
import { suggestions } from './suggestions.js';

/** Whom the writer means: members are offered once an `@` is begun, and chosen with keys or pointer. */
export class Mentioning {
  #chat;
  #begun;
  #chosen = 0;
  #picked = new Map();

  constructor(chat) {
    this.#chat = chat;
  }

  /** The id of the option that is chosen, for whoever cannot see it. */
  get active() {
    return this.#fitting().length > 0 ? `suggestion-${this.#chosen}` : undefined;
  }

  view(pick) {
    return suggestions(this.#fitting(), this.#chosen, pick);
  }

  /** The text, or the caret in it, is another one. */
  wrote(field) {
    this.#begun = begunMention(field.value, field.selectionStart);
    this.#chosen = 0;
  }

  forget() {
    this.#begun = undefined;
  }

  /** Whether a key was one that chooses; `pick` is called with who was taken. */
  keyed(event, pick) {
    const fitting = this.#fitting();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (fitting.length === 0) {
      return false;
    } else if (step) {
      this.#chosen = (this.#chosen + step + fitting.length) % fitting.length;
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      pick(fitting[this.#chosen]);
    } else if (event.key === 'Escape') {
      this.forget();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Puts a name where it was begun. */
  pick({ id, name }, field) {
    this.#picked.set(name, id);
    field.setRangeText(`@${name} `, this.#begun.from, field.selectionStart, 'end');
  }

  /** The ids of those whom a text mentions. */
  in(text) {
    return mentionsIn(text, this.#people(), this.#picked);
  }

  #fitting() {
    return this.#begun ? fittingMembers(this.#people(), this.#begun.query, this.#chat.me?.id) : [];
  }

  #people() {
    return this.#chat.room?.people.list ?? [];
  }
}
