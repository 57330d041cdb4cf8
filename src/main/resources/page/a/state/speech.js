/** How long messages are gathered before they are announced together. */
const GATHER_MS = 1_000;
/** How many at once are read out; of more only the number is. */
const MOST = 3;
/** How long an announcement stays, so that nobody finds an old one at the end of the page. */
const STAYS_MS = 10_000;

/**
 * What screen readers announce of the open room: the messages that others send while it is open, and nothing that is
 * loaded later. `current` is `{key, messages}`, or `{key, count, names}` if there are too many to be read out.
 */
export class Speech {
  #chat;
  #timers;
  #gathered = [];
  #room;
  #keys = 0;
  #changed;
  current;

  constructor(chat, { timers, changed }) {
    this.#chat = chat;
    this.#timers = timers;
    this.#changed = changed;
    chat.addEventListener('incoming', ({ detail }) => this.#gather(detail));
  }

  #gather({ room, message }) {
    if (room.id !== this.#chat.current) {
      return;
    }
    if (this.#room !== room.id) {
      this.#gathered = [];
    }
    this.#room = room.id;
    this.#gathered.push({ ...message, from: { ...message.from, name: room.label(message.from) } });
    if (this.#gathered.length === 1) {
      this.#timers.after(GATHER_MS, () => this.#announce(room.id));
    }
  }

  #announce(room) {
    const messages = this.#gathered;
    if (room !== this.#room || messages.length === 0) {
      return;
    }
    this.#gathered = [];
    if (room === this.#chat.current) {
      this.#keys += 1;
      const names = [...new Set(messages.map(({ from }) => from.name))];
      const content = messages.length > MOST ? { count: messages.length, names } : { messages };
      this.#show({ key: this.#keys, ...content });
    }
  }

  #show(announcement) {
    this.current = announcement;
    this.#changed();
    this.#timers.after(STAYS_MS, () => {
      if (this.current === announcement) {
        this.current = undefined;
        this.#changed();
      }
    });
  }
}
