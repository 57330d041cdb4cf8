/** How many pages are loaded at most to reach a quoted message. */
const MAX_PAGES = 40;

/** The user's actions in the conversation: on its messages, and scrolling. */
export class LogActions {
  #chat;
  #page;

  /** @param page what this changes besides the chat: `{draw, actions, menu, composer, scroll, messageWindow, fill}` */
  constructor(chat, page) {
    this.#chat = chat;
    this.#page = page;
  }

  openPerson(user) {
    this.#page.actions.openPerson(user);
  }

  openDirect(user) {
    this.#page.actions.openDirect(user);
  }

  openInfo(message) {
    this.#page.actions.openInfo(message);
  }

  openMenu(message, button) {
    this.#page.menu.open(message, button);
  }

  reply(message) {
    this.#page.composer.replyTo(message);
  }

  edit(message) {
    this.#page.composer.edit(message);
  }

  /** Puts what waits back into the message field, unless it was sent meanwhile. */
  takeBack(message) {
    if (this.#chat.messages.discard(message)) {
      this.#page.composer.takeBack(message);
    }
  }

  remove(message) {
    this.#chat.messages.remove(this.#chat.room, message);
  }

  react(message, emoji, on) {
    this.#chat.messages.react(this.#chat.room, message, emoji, on);
  }

  retry(message) {
    this.#chat.messages.retry(message);
  }

  discard(message) {
    this.#chat.messages.discard(message);
  }

  jumpToLatest = () => {
    this.#page.messageWindow.showLatest();
    this.#page.draw.now();
    this.#page.scroll.toEnd();
    this.#page.draw();
  };

  /** Jumps to the message at `seq`, loading the messages in between. */
  async jumpTo(seq) {
    const { room } = this.#chat;
    for (let page = 0; page < MAX_PAGES && room.more && room.log.first?.seq > seq; page += 1) {
      await this.#chat.rooms.loadOlder(room);
    }
    const message = room.log.at(seq);
    if (message && room === this.#chat.room) {
      this.#page.messageWindow.showAround(room.log.messages, room.log.messages.indexOf(message));
      this.#page.scroll.away = true;
      this.#page.draw.now();
      const line = document.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
      line?.scrollIntoView({ block: 'center' });
      line?.focus({ preventScroll: true });
      this.#page.scroll.moved();
      this.#page.draw();
    }
  }

  scrolled = () => {
    const { scroll } = this.#page;
    const { away } = scroll;
    scroll.moved();
    if (away !== scroll.away) {
      this.#page.draw();
    }
    this.#page.fill(true);
  };

  /** In the log, arrow keys move between messages, and Enter opens a message's menu. */
  keyInLog = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const line = event.target.closest('.message');
    if (step) {
      const lines = [...event.currentTarget.querySelectorAll('.message')];
      const next = line ? lines[lines.indexOf(line) + step] : lines.at(-1);
      event.preventDefault();
      next?.focus();
    } else if (event.key === 'Enter' && event.target === line) {
      event.preventDefault();
      line.querySelector('.more')?.click();
    } else if (event.key === 'Escape') {
      this.#page.composer.focus();
    }
  };
}
