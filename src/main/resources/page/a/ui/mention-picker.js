import { matchingMembers, mentionAtCaret, mentionsIn } from '../state/mentions.js';
import { suggestions } from './suggestions.js';

/**
 * The mention picker: offers members once an `@` is typed; chosen by keyboard or pointer. Who is not loaded is found by
 * the server.
 */
export class MentionPicker {
  #chat;
  #mention;
  #chosen = 0;
  #moved = false;
  /** Where the name of someone picked stands, and their name: it needs no more suggestions. */
  #done;
  /** By room: who was picked, as name → ids, and whom the server has `found`, by id. */
  #byRoom = new Map();

  constructor(chat) {
    this.#chat = chat;
  }

  /** The id of the selected option, for screen readers. */
  get active() {
    return this.#matching().length > 0 ? `suggestion-${this.#chosen}` : undefined;
  }

  view(pick) {
    const matching = this.#matching();
    return suggestions(matching, this.#chosen, pick, matching.length > 0 ? this.#chat.room.labelAmong(matching) : undefined);
  }

  /** The text or the caret has changed. */
  inputChanged(field) {
    const mention = mentionAtCaret(field.value, field.selectionStart);
    const done = mention && this.#done?.from === mention.from && mention.query.startsWith(this.#done.name);
    this.#mention = done ? undefined : mention;
    this.#chosen = 0;
    this.#moved = false;
    const { room } = this.#chat;
    this.#chat.mentioned.find(room, room?.people.cursor && this.#mention ? this.#mention.query : '');
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
      this.#moved = true;
    } else if (event.key === 'Tab' || (event.key === 'Enter' && this.#meant)) {
      pick(matching[Math.min(this.#chosen, matching.length - 1)]);
    } else if (event.key === 'Escape') {
      this.reset();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  /** Behind a space, a name may be complete as it is: then Enter sends the message. */
  get #meant() {
    return this.#moved || !this.#mention.query.endsWith(' ');
  }

  /** Inserts the name in place of what was typed. */
  pick({ id, name }, field) {
    const { picked } = this.#here;
    picked.set(name, [...(picked.get(name) ?? []).filter((one) => one !== id), id]);
    this.#done = { from: this.#mention.from, name };
    field.setRangeText(`@${name} `, this.#mention.from, field.selectionStart, 'end');
  }

  /** Who was picked in this room, as `[name, ids]`, to be kept with its draft. */
  get picked() {
    return [...this.#here.picked];
  }

  /** Goes on with a draft: `picked` is what was kept with it. */
  remember(picked) {
    const here = this.#here.picked;
    picked.filter(([name]) => !here.has(name)).forEach(([name, ids]) => here.set(name, ids));
  }

  /** Returns the ids of the users whom a text mentions. */
  in(text) {
    const { picked, found } = this.#here;
    return mentionsIn(text, [...new Map([...found, ...this.#people().map((user) => [user.id, user])]).values()], picked);
  }

  /** The server has refused one of them: what they were known by here is out of date. */
  forget() {
    this.#byRoom.delete(this.#chat.room?.id);
  }

  get #here() {
    const id = this.#chat.room?.id;
    if (!this.#byRoom.has(id)) {
      this.#byRoom.set(id, { picked: new Map(), found: new Map() });
    }
    return this.#byRoom.get(id);
  }

  #matching() {
    if (!this.#mention) {
      return [];
    }
    const loaded = this.#people();
    const ids = new Set(loaded.map(({ id }) => id));
    const found = this.#chat.mentioned.found.filter(({ id }) => !ids.has(id));
    found.forEach((user) => this.#here.found.set(user.id, user));
    return matchingMembers([...loaded, ...found], this.#mention.query, this.#chat.me?.id);
  }

  #people() {
    return this.#chat.room?.people.list ?? [];
  }
}
