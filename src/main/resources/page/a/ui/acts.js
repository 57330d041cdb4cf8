import { roomHref } from './route.js';
import { showTheme } from './theme.js';
import { speak, words } from './words.js';

const MOST_PAGES = 40;

/** What the user does at the page, as far as it is more than one of the chat's verbs: with its dialogs and refusals. */
export class Acts {
  #chat;
  #page;
  joinProblem;

  /** @param page what acts change beside the chat: `{draw, sheet, menu, composer, scroll, frame, settings, home}` */
  constructor(chat, page) {
    this.#chat = chat;
    this.#page = page;
  }

  turnTo(room) {
    if (this.#chat.notice?.code === 'added') {
      this.#chat.dismiss();
    }
    location.hash = roomHref(room);
  }

  changeName() {
    this.#page.sheet.open('name');
  }

  greeted() {
    this.#page.settings.set({ greeted: true });
    this.#page.draw();
  }

  rename(name) {
    return this.#page.sheet.attempt(() => this.#chat.rename(name), words.refused);
  }

  async join(room, done = () => {}) {
    try {
      await this.#chat.groups.join(room);
      done();
      this.joinFailed(undefined);
      this.turnTo(room);
    } catch (refusal) {
      this.joinFailed(words.refused(known(refusal)));
    }
  }

  joinFailed(problem) {
    this.joinProblem = problem;
    this.#page.draw();
  }

  /** Whoever types again has read what was wrong. */
  joinAnew() {
    if (this.joinProblem) {
      this.joinFailed(undefined);
    }
  }

  settings() {
    this.#page.sheet.open('settings');
  }

  chooseTheme(theme) {
    this.#page.settings.set({ theme });
    showTheme(theme);
    this.#page.draw();
  }

  async chooseLanguage(language) {
    this.#page.settings.set({ language: language || undefined });
    await speak(language);
    this.#page.draw();
  }

  async chooseNotify(on) {
    await this.#page.notifier.choose(on);
    this.#page.draw();
  }

  switchRoom() {
    this.#page.sheet.open('switcher');
  }

  switchTo(room) {
    this.#page.sheet.close();
    this.turnTo(room);
  }

  newGroup() {
    this.#page.sheet.open('group');
  }

  create(wanted) {
    return this.#page.sheet.attempt(async () => this.turnTo(await this.#chat.groups.create(wanted)), words.refused);
  }

  invite(room) {
    this.#page.sheet.open('invite', { room });
  }

  bring(room, people) {
    const each = async () => {
      for (const user of people) {
        await this.#chat.groups.rule('invite', room, user);
      }
    };
    return this.#page.sheet.attempt(each, words.refused);
  }

  roomSettings(room) {
    this.#page.sheet.open('room', { room });
  }

  retitle(room, title) {
    return this.#page.sheet.attempt(() => this.#chat.groups.retitle(room.id, title), words.refused);
  }

  leave(room) {
    const leave = async () => {
      const here = room === this.#chat.current;
      await this.#chat.groups.leave(room);
      if (here) {
        this.turnTo(this.#chat.rooms.list[0]?.id ?? this.#page.home);
      }
    };
    return this.#attempt(leave);
  }

  person(user) {
    this.#page.sheet.open('person', { user });
  }

  direct(user) {
    this.#page.sheet.close();
    this.turnTo(this.#chat.groups.direct({ id: user.id, name: user.name, online: user.online ?? false }));
  }

  rule(verb, room, user, span) {
    return this.#attempt(() => this.#chat.groups.rule(verb, room, user, span));
  }

  block(user, on) {
    return this.#attempt(() => this.#chat.groups.block(user, on));
  }

  async info(message) {
    const { sheet } = this.#page;
    sheet.open('info', { message });
    const { key } = sheet.current;
    const shown = (fields) => sheet.current?.key === key && sheet.change(fields);
    try {
      shown({ answer: await this.#chat.receipts.of(this.#chat.room.id, message.seq) });
    } catch (refusal) {
      shown({ problem: words.refused(known(refusal)) });
    }
  }

  changeSheet(fields) {
    this.#page.sheet.change(fields);
  }

  closeSheet() {
    this.#page.sheet.close();
  }

  menu(message, button) {
    this.#page.menu.open(message, button);
  }

  reply(message) {
    this.#page.composer.replyTo(message);
  }

  edit(message) {
    this.#page.composer.edit(message);
  }

  remove(message) {
    this.#chat.talk.remove(this.#chat.room, message);
  }

  react(message, emoji, on) {
    this.#chat.talk.react(this.#chat.room, message, emoji, on);
  }

  retry(message) {
    this.#chat.talk.retry(message);
  }

  discard(message) {
    this.#chat.talk.discard(message);
  }

  toEnd = () => {
    this.#page.frame.toEnd();
    this.#page.draw.now();
    this.#page.scroll.toEnd();
    this.#page.draw();
  };

  /** Goes to the message at `seq`, loading what lies between. */
  async jump(seq) {
    const { room } = this.#chat;
    for (let page = 0; page < MOST_PAGES && room.more && room.log.first?.seq > seq; page += 1) {
      await this.#chat.rooms.older(room);
    }
    const message = room.log.at(seq);
    if (message && room === this.#chat.room) {
      this.#page.frame.around(room.log.messages, room.log.messages.indexOf(message));
      this.#page.scroll.away = true;
      this.#page.draw.now();
      const line = document.querySelector(`[data-id="${CSS.escape(message.id)}"]`);
      line?.scrollIntoView({ block: 'center' });
      line?.focus({ preventScroll: true });
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

  /** In the log the arrow keys go from message to message, Enter opens what can be done with one. */
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

  /** In the dialog that is open, or else beside the conversation, stands why something was not done. */
  async #attempt(act) {
    const { sheet } = this.#page;
    if (sheet.current) {
      await sheet.attempt(act, words.refused);
      return;
    }
    try {
      await act();
    } catch (refusal) {
      this.#chat.tell({ code: 'refused', why: known(refusal) });
    }
  }
}

/** A refusal of the server; any other failure is a mistake of ours and goes on. */
function known(refusal) {
  if (refusal.code === undefined) {
    throw refusal;
  }
  return refusal;
}
