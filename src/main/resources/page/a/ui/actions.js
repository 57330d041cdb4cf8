import { roomHref } from './route.js';
import { showTheme } from './theme.js';
import { speak, words } from './words.js';

/** The user's actions that need more than one call of the chat: dialogs, and how refusals are shown. */
export class Actions {
  #chat;
  #page;
  joinProblem;
  forgetfulKnown = false;

  /**
   * @param page what actions change besides the chat: `{draw, sheet, menu, composer, scroll, messageWindow, settings,
   *     home}`
   */
  constructor(chat, page) {
    this.#chat = chat;
    this.#page = page;
  }

  openRoom(room) {
    if (this.#chat.notice?.code === 'added') {
      this.#chat.dismiss();
    }
    location.hash = roomHref(room);
  }

  openNameDialog() {
    this.#page.sheet.open('name');
  }

  dismissWelcome() {
    this.#page.settings.set({ greeted: true });
    this.#page.draw();
  }

  /** The user knows that the browser keeps nothing. */
  dismissForgetful() {
    this.forgetfulKnown = true;
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
      this.openRoom(room);
    } catch (refusal) {
      this.joinFailed(words.refused(knownRefusal(refusal)));
    }
  }

  joinFailed(problem) {
    this.joinProblem = problem;
    this.#page.draw();
  }

  /** Typing again clears the error. */
  clearJoinProblem() {
    if (this.joinProblem) {
      this.joinFailed(undefined);
    }
  }

  openSettings() {
    this.#page.sheet.open('settings');
  }

  chooseTheme(theme) {
    this.#page.settings.set({ theme });
    showTheme(theme);
    this.#page.draw();
  }

  async chooseLanguage(language) {
    this.#page.settings.set({ language: language || undefined });
    await speak(language).catch(() => {});
    this.#page.draw();
  }

  async setNotifications(on) {
    await this.#page.notifier.choose(on);
    this.#page.draw();
  }

  openSwitcher() {
    this.#page.sheet.open('switcher');
  }

  switchTo(room) {
    this.#page.sheet.close();
    this.openRoom(room);
  }

  openNewGroup() {
    this.#page.sheet.open('group');
  }

  create(wanted) {
    return this.#page.sheet.attempt(async () => this.openRoom(await this.#chat.groups.create(wanted)), words.refused);
  }

  openInvite(room) {
    this.#page.sheet.open('invite', { room });
  }

  invitePeople(room, people) {
    const each = async () => {
      for (const user of people) {
        await this.#chat.groups.moderate('invite', room, user);
      }
    };
    return this.#page.sheet.attempt(each, words.refused);
  }

  openRoomDetails(room) {
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
        this.openRoom(this.#chat.rooms.list[0]?.id ?? this.#page.home);
      }
    };
    return this.#attempt(leave);
  }

  openPerson(user) {
    this.#page.sheet.open('person', { user });
  }

  openDirect(user) {
    this.#page.sheet.close();
    this.openRoom(this.#chat.groups.openDirect({ id: user.id, name: user.name, online: user.online ?? false }));
  }

  moderate(verb, room, user, span) {
    return this.#attempt(() => this.#chat.groups.moderate(verb, room, user, span));
  }

  block(user, on) {
    return this.#attempt(() => this.#chat.groups.block(user, on));
  }

  /** Shows who has received and seen a message; fetched again whenever a receipt changes while the dialog is open. */
  async openInfo(message) {
    const { sheet } = this.#page;
    const { room, receipts } = this.#chat;
    sheet.open('info', { message });
    const { key } = sheet.current;
    const marks = () => JSON.stringify(receipts.status(room.id, message.seq, room.members - 1));
    let told;
    const follow = async () => {
      if (sheet.current?.key !== key) {
        this.#chat.removeEventListener('change', follow);
      } else if (marks() !== told) {
        told = marks();
        const fields = await this.#outcome(room, message);
        if (sheet.current?.key === key) {
          sheet.change(fields);
        }
      }
    };
    this.#chat.addEventListener('change', follow);
    await follow();
  }

  changeSheet(fields) {
    this.#page.sheet.change(fields);
  }

  closeSheet() {
    this.#page.sheet.close();
  }

  async #outcome(room, { seq }) {
    try {
      return { answer: await this.#chat.receipts.fetch(room.id, seq), problem: undefined };
    } catch (refusal) {
      return { problem: words.refused(knownRefusal(refusal)) };
    }
  }

  /** Shows a refusal in the open dialog, or else above the conversation. */
  async #attempt(act) {
    const { sheet } = this.#page;
    if (sheet.current) {
      await sheet.attempt(act, words.refused);
      return;
    }
    try {
      await act();
    } catch (refusal) {
      this.#chat.notify({ code: 'refused', why: knownRefusal(refusal) });
    }
  }
}

/** Returns a refusal by the server; rethrows any other error, which is a bug. */
function knownRefusal(refusal) {
  if (refusal.code === undefined) {
    throw refusal;
  }
  return refusal;
}
