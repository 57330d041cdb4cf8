import { questions } from './questions.js';
import { linkTo, messageHref, roomHref } from './route.js';
import { selectText } from './select-text.js';
import { TouchGestures } from './touch-gestures.js';
import { words } from './words.js';

/** How long a message stands out that the user has jumped to. */
const FOUND_MS = 3_000;

/** The user's actions in the conversation: on its messages, and scrolling. */
export class LogActions {
  #chat;
  #page;
  #finding = 0;
  /** The message that the address names, `{room, seq}`, until it can be shown. */
  #linked;
  /** The id of the message that the user has just jumped to. */
  found;
  /** The id of the message that is being swiped. */
  swiped;
  touch = new TouchGestures({
    held: (line, pointer) => this.#openHeld(line, pointer),
    swiping: (id) => {
      this.swiped = this.#chat.room?.canWrite ? id : undefined;
      this.#page.draw();
    },
    swiped: (line) => {
      const message = this.#messageOf(line);
      if (message && this.#chat.room.canWrite) {
        this.reply(message);
      }
    },
  });

  /** @param page what this changes besides the chat: `{draw, actions, confirmation, toast, menu, composer, scroll, messageWindow, fill}` */
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
    this.#page.menu.open(message, { beside: button });
  }

  openReactions(message, button) {
    this.#page.menu.open(message, { beside: button, only: 'reactions' });
  }

  selectText(message) {
    selectText(lineOf(message.id));
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

  /** Asks first: a deleted message is gone for everyone. */
  remove(message) {
    const { me, room, messages } = this.#chat;
    const act = async () => messages.remove(room, message);
    this.#page.confirmation.ask({ ...questions.delete({ ...message, from: { ...message.from, name: room.label(message.from) } }, message.from.id === me?.id), act });
  }

  dismissProblem(message) {
    this.#chat.messages.dismissProblem(message);
    this.#page.draw();
  }

  react(message, emoji, on) {
    this.#chat.messages.react(this.#chat.room, message, emoji, on);
  }

  copyLink({ seq }) {
    return this.#page.actions.copy(linkTo(messageHref(this.#chat.room.id, seq)));
  }

  /** The room stays unread from this message on, until the user opens it again. */
  async markUnread(message) {
    try {
      await this.#chat.room.markUnread(message);
      this.#page.draw();
    } catch (refusal) {
      this.#refused(refusal, 'mark');
    }
  }

  openReactors(message, emoji) {
    return this.#page.actions.openReactors(message, emoji);
  }

  /** The names of those who reacted with an emoji, in one line; nothing if the server does not tell. */
  async reactorNames(message, emoji) {
    const { room } = this.#chat;
    try {
      const { users } = await room.reactors(message, emoji);
      const label = room.labelAmong(users);
      return words.reactedWith(users.map(label));
    } catch {
      // Nobody has asked: the dialog says what is wrong.
      return undefined;
    }
  }

  retry(message) {
    this.#chat.messages.retry(message);
  }

  discard(message) {
    const { messages } = this.#chat;
    const item = messages.pending(message.room, message.cid);
    messages.discard(message);
    if (item) {
      this.#page.toast.show(words.done.discard, { undo: async () => messages.restore(item) });
    }
  }

  jumpToLatest = () => {
    this.#finding += 1;
    this.#chat.room?.showNewest();
    this.#page.messageWindow.showLatest();
    this.#page.draw.now();
    this.#page.scroll.toEnd();
    this.#page.draw();
  };

  /** Jumps to the message at `seq`, wherever it is: what is around it is loaded, not all that is in between. */
  async jumpTo(seq) {
    const { room } = this.#chat;
    this.#finding += 1;
    const finding = this.#finding;
    const message = await this.#shown(room, seq, () => room === this.#chat.room && finding === this.#finding);
    if (message) {
      const { messages } = room.shown;
      this.#page.messageWindow.showAround(messages, messages.indexOf(message), !room.passage);
      this.#page.scroll.away = true;
      this.#standOut(message.id);
      this.#page.draw.now();
      const line = lineOf(message.id);
      line?.scrollIntoView({ block: 'center' });
      line?.focus({ preventScroll: true });
      this.#page.scroll.moved();
      this.#page.draw();
    }
  }

  /** Opens the menu of the newest message; if there is none, one can be written. */
  openNewest() {
    const line = [...document.querySelectorAll('#log .message')].findLast((each) => each.querySelector('.more'));
    if (line) {
      line.scrollIntoView({ block: 'nearest' });
      this.#openHeld(line);
    } else {
      this.#page.composer.focus();
    }
  }

  /** Its own button, which no finger sees, knows what the message is. */
  #openHeld(line, pointer) {
    const { id } = line.dataset;
    const message = this.#messageOf(line) ?? this.#chat.messages.waiting(this.#chat.room.id).find((waiting) => waiting.id === id);
    if (message) {
      this.#page.menu.open(message, { beside: line.querySelector('.bubble'), pointer });
    }
  }

  #messageOf(line) {
    return this.#chat.room?.shown.get(line.dataset.id);
  }

  /** The address names a message: it is shown as soon as the room is loaded, once the user is in it. */
  linked(room, seq) {
    if (seq !== undefined) {
      this.#linked = { room, seq };
    } else if (this.#linked?.room !== room) {
      this.#linked = undefined;
    }
  }

  /** Called after each drawing. */
  drawn() {
    const { room, status } = this.#chat;
    const linked = this.#linked;
    if (!linked || !room || room.id !== linked.room || room.more === undefined || status.kind !== 'open') {
      return;
    }
    this.#linked = undefined;
    // The same link works again.
    history.replaceState(history.state, '', roomHref(room.id));
    this.jumpTo(linked.seq);
  }

  /** Jumps to the first message of a day; returns whether there is one. */
  async jumpToDate(time) {
    const { room } = this.#chat;
    const first = await room.firstSince(time);
    if (first && room === this.#chat.room) {
      await this.jumpTo(first.seq);
    }
    return first !== undefined;
  }

  #refused(refusal, action) {
    if (refusal.code === undefined) {
      throw refusal;
    }
    this.#page.toast.refuse(refusal, action);
  }

  async #shown(room, seq, wanted) {
    try {
      const message = await this.#chat.rooms.show(room, seq, wanted);
      if (wanted() && !message) {
        this.#page.toast.show(words.messageGone);
      }
      return wanted() ? message : undefined;
    } catch (refusal) {
      this.#refused(refusal, 'history');
      return undefined;
    }
  }

  #standOut(id) {
    this.found = id;
    setTimeout(() => {
      if (this.found === id) {
        this.found = undefined;
        this.#page.draw();
      }
    }, FOUND_MS);
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
    const step = event.altKey ? undefined : { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const line = event.target.closest('.message');
    if (step && scrolls(event.target)) {
      return;
    }
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

function lineOf(id) {
  return document.querySelector(`#log [data-id="${CSS.escape(id)}"]`);
}

/** A block of code or data that is higher than what is shown of it scrolls by the arrow keys. */
function scrolls(target) {
  return target.matches('.block, .data') && target.scrollHeight > target.clientHeight;
}
