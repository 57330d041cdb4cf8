import { isReversible } from '../state/reversible.js';
import { Part } from './part.js';
import { questions } from './questions.js';
import { titleOf } from './room-title.js';
import { linkTo, roomHref, ROOMS_HREF } from './route.js';
import { showTheme } from './theme.js';
import { speak, words } from './words.js';

const REACTORS = new Part('sheets/reactors.js', () => import('./sheets/reactors.js'));
const DATE = new Part('sheets/date.js', () => import('./sheets/date.js'));

/** The user's actions that need more than one call of the chat: dialogs, and how refusals are shown. */
export class Actions {
  #chat;
  #page;
  #joinProblem;
  forgetfulKnown = false;

  /**
   * @param page what actions change besides the chat: `{draw, sheet, confirmation, toast, menu, composer, scroll,
   *     messageWindow, settings, notifier, signIn, home, visits}`
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

  /** Opens a room once the command that is given now is answered, unless the user has gone elsewhere by then. */
  #opener() {
    const { visits } = this.#page;
    const { hash } = location;
    return (room) => {
      // The address changes a moment before the page hears of it.
      if (visits === this.#page.visits && hash === location.hash) {
        this.openRoom(room);
      }
    };
  }

  openNameDialog() {
    this.#page.sheet.open('name');
  }

  dismissWelcome() {
    this.#page.settings.set({ greeted: true });
    this.#page.draw();
  }

  writeHere() {
    this.#page.composer.focus();
  }

  /** Goes to the field that opens a room by its name, on whichever pane it is. */
  nameRoom() {
    const field = document.querySelector('#join-room');
    if (!field.checkVisibility()) {
      addEventListener('hashchange', () => {
        this.#page.draw.now();
        field.focus();
      }, { once: true });
      location.hash = ROOMS_HREF;
    }
    field.focus();
  }

  /** Shows what one can do with a message, by the newest one. */
  tryMenu() {
    this.#page.logActions.openNewest();
  }

  /** The user knows that the browser keeps nothing. */
  dismissForgetful() {
    this.forgetfulKnown = true;
    this.#page.draw();
  }

  rename(name) {
    return this.#page.sheet.attempt(() => this.#chat.rename(name), problemOf('rename'));
  }

  /**
   * Joins a public room and opens it. `from` is where the user asked for it, and where a refusal is shown: in the `list`,
   * or in the conversation itself (`here`).
   */
  async join(room, { from }) {
    const open = this.#opener();
    try {
      await this.#chat.groups.join(room);
      this.#setJoinProblem(undefined);
      open(room);
    } catch (refusal) {
      this.#setJoinProblem({ from, room, text: words.refused(knownRefusal(refusal), 'join') });
    }
  }

  /** Opens the public room that was typed into the form, and creates it if there is none. */
  async openByName(name, { done, failed }) {
    const open = this.#opener();
    try {
      const room = await this.#chat.groups.open(name);
      if (room === undefined) {
        this.#setJoinProblem({ from: 'form', text: words.badRoom });
        failed();
        return;
      }
      done();
      this.#setJoinProblem(undefined);
      open(room);
    } catch (refusal) {
      this.#setJoinProblem({ from: 'form', text: words.refused(knownRefusal(refusal), 'join') });
    }
  }

  /** Why joining did not work, if it was asked for there. */
  joinProblem(from, room) {
    const problem = this.#joinProblem;
    return problem?.from === from && (room === undefined || problem.room === room) ? problem.text : undefined;
  }

  /** Typing again clears the error. */
  clearJoinProblem() {
    if (this.#joinProblem) {
      this.#setJoinProblem(undefined);
    }
  }

  #setJoinProblem(problem) {
    this.#joinProblem = problem;
    this.#page.draw();
  }

  /** Signs in at the issuer; a guest is offered their rooms afterwards. */
  async signIn() {
    const { home, signIn, toast } = this.#page;
    const rooms = signIn.member ? [] : this.#chat.rooms.list.filter(({ id, kind }) => kind === 'public' && id !== home);
    await signIn.begin(rooms.map(({ id, title }) => ({ id, title })));
    if (signIn.as === 'guest' && signIn.why === 'away') {
      toast.show(words.signInStates.away);
    }
  }

  /** Asks first if something was not sent, because it would be lost. */
  signOut() {
    const act = () => {
      this.#chat.close();
      return this.#page.signIn.out();
    };
    if (this.#chat.waits) {
      this.#ask({ ...questions.signOut(), act });
      return undefined;
    }
    return act();
  }

  /** Joins the rooms that the user was in as a guest. */
  async joinGuestRooms(rooms) {
    this.#page.signIn.guestRoomsDone();
    for (const { id } of rooms) {
      try {
        await this.#chat.groups.join(id);
      } catch (refusal) {
        this.#page.toast.refuse(knownRefusal(refusal), 'join');
        return;
      }
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

  /** `enter` is what the key does in the message field: `send` or `line`. */
  chooseEnter(enter) {
    this.#page.settings.set({ enter });
    this.#page.draw();
  }

  async setNotifications(on) {
    await this.#page.notifier.choose(on);
    this.#page.draw();
  }

  /** From the banner that offers notifications: it disappears, so something else has to say that they are on. */
  async acceptNotifications() {
    await this.#page.notifier.choose(true);
    if (this.#page.notifier.on) {
      this.#page.toast.show(words.notifyDone);
    }
    this.#page.draw();
  }

  declineNotifications() {
    this.#page.notifier.decline();
    this.#page.draw();
  }

  openSwitcher() {
    this.#chat.forgetFound();
    this.#page.sheet.open('switcher');
  }

  /** Looks for rooms and people; the server finds those that are not loaded. */
  search(query) {
    this.#chat.roomSearch.find('rooms', this.#chat.directory.cursor ? query : '');
    this.#findAnyone(query);
    this.changeSheet({ query, chosen: 0, problem: undefined });
  }

  /** Looks for people in the open dialog. */
  searchPeople(query) {
    this.#findAnyone(query);
    this.changeSheet({ query });
  }

  /** Where most people are: in the room that everyone begins in, or else in the open one. */
  #findAnyone(query) {
    const room = this.#chat.rooms.get(this.#page.home) ?? this.#chat.room;
    if (room && !room.direct) {
      this.#chat.personSearch.find(room, query);
    }
  }

  switchTo(room) {
    this.#page.sheet.close();
    this.openRoom(room);
  }

  /** Joins a room that was found in a dialog, which shows a refusal. */
  joinFromSheet(room) {
    const open = this.#opener();
    const join = async () => {
      await this.#chat.groups.join(room);
      open(room);
    };
    return this.#page.sheet.attempt(join, problemOf('join'));
  }

  openNewGroup() {
    this.#chat.forgetFound();
    this.#page.sheet.open('group');
  }

  create(wanted) {
    const open = this.#opener();
    return this.#page.sheet.attempt(async () => open(await this.#chat.groups.create(wanted)), problemOf('create'));
  }

  openInvite(room) {
    this.#chat.forgetFound();
    this.#page.sheet.open('invite', { room });
  }

  /** Those who were added are no longer picked when one of the others is refused. */
  invitePeople(room, people) {
    const left = new Map(people.map((user) => [user.id, user]));
    const each = async () => {
      for (const user of people) {
        await this.#chat.groups.moderate('invite', room, user);
        left.delete(user.id);
      }
    };
    const problem = (refusal) => {
      this.#page.sheet.change({ picked: new Set(left.keys()) });
      const [{ name }] = left.values();
      return words.notInvited(name, words.refused(refusal, 'invite'));
    };
    return this.#page.sheet.attempt(each, problem);
  }

  openRoomDetails(room) {
    this.#page.sheet.open('room', { room });
  }

  retitle(room, title) {
    const problem = (refusal) => {
      this.#page.sheet.change({ wrongTitle: words.refused(refusal, 'title') });
    };
    return this.#page.sheet.attempt(() => this.#chat.groups.retitle(room.id, title), problem);
  }

  leave(id) {
    const room = this.#chat.rooms.get(id);
    const here = id === this.#chat.current;
    const act = async () => {
      const open = this.#opener();
      await this.#chat.groups.leave(id);
      if (here) {
        open(this.#chat.rooms.list[0]?.id ?? this.#page.home);
      }
    };
    // What was focused belonged to the room.
    const done = () => here && document.querySelector('#conversation').focus();
    if (!isReversible('leave', { room })) {
      this.#ask({ ...questions.leave(room), act }, done);
      return undefined;
    }
    const title = titleOf(room, this.#chat.me);
    const undo = async () => {
      const open = this.#opener();
      await this.#chat.groups.join(id);
      if (here) {
        open(id);
      }
    };
    return this.#do('leave', act, { text: room.direct ? words.done.hide(title) : words.done.leave(title), undo, undoes: 'join', done });
  }

  changeTopic(room, topic) {
    const problem = (refusal) => {
      this.#page.sheet.change({ wrongTopic: words.refused(refusal, 'topic') });
    };
    return this.#page.sheet.attempt(() => this.#chat.groups.changeTopic(room.id, topic), problem);
  }

  /** A refused choice goes back to what holds. */
  async chooseWriters(room, select) {
    try {
      await this.#chat.groups.setWriters(room.id, select.value);
      this.#page.sheet.change({ problem: undefined });
    } catch (refusal) {
      select.value = room.write;
      this.#page.sheet.change({ problem: words.refused(knownRefusal(refusal), 'set') });
    }
  }

  async chooseNotifyLevel(room, level) {
    try {
      await this.#chat.groups.notify(room.id, level);
    } catch (refusal) {
      this.#page.sheet.change({ problem: words.refused(knownRefusal(refusal), 'notify') });
    }
  }

  copyRoomLink(room) {
    this.#page.sheet.close();
    return this.copy(linkTo(roomHref(room.id)));
  }

  /** Copies a link, or shows it where the browser does not copy. */
  async copy(link) {
    try {
      await navigator.clipboard.writeText(link);
      this.#page.toast.show(words.linkCopied);
    } catch {
      this.#page.toast.show(words.linkNotCopied(link));
    }
  }

  /** Shows who has put an emoji on a message; by default the first one that it has. */
  async openReactors(message, emoji) {
    const { room } = this.#chat;
    const module = await this.#loaded(REACTORS);
    if (module) {
      const chosen = emoji ?? Object.keys(room.shown.get(message.id)?.reactions ?? {})[0];
      this.#page.sheet.open('reactors', { view: module.reactorsSheet, room, message });
      await module.askForReactors(this.#page.sheet, chosen);
    }
  }

  async openDate(room) {
    const module = await this.#loaded(DATE);
    if (module) {
      this.#page.sheet.open('date', { view: module.dateSheet, room });
    }
  }

  /** A module that is rarely needed; without a connection it may not come. */
  async #loaded(part) {
    try {
      return await part.load();
    } catch {
      this.#page.toast.refuse({ code: 'lost' }, 'open');
      return undefined;
    }
  }

  /** Jumps to the first message from a day on; without one the dialog says so. */
  async jumpToDate(time) {
    const { sheet, logActions } = this.#page;
    const { current } = sheet;
    try {
      const found = await logActions.jumpToDate(time);
      if (sheet.current === current) {
        found ? sheet.close() : sheet.change({ problem: words.nothingSince });
      }
    } catch (refusal) {
      sheet.change({ problem: words.refused(knownRefusal(refusal), 'history') });
    }
  }

  openPerson(user) {
    this.#page.sheet.open('person', { user });
  }

  openDirect(user) {
    this.#page.sheet.close();
    this.openRoom(this.#chat.groups.openDirect({ id: user.id, name: user.name, online: user.online ?? false }));
  }

  /** Asks first what cannot be undone, and offers to undo the rest. */
  moderate(verb, room, user, span) {
    const member = { ...(room.people.get(user.id) ?? user), until: user.until };
    const act = () => this.#chat.groups.moderate(verb, room, user, span);
    if (!isReversible(verb, { room, member })) {
      this.#ask({ ...questions[verb](room, { ...user, name: room.label(user) }), act });
      return undefined;
    }
    return this.#do(verb, act, { text: this.#done(verb, room, room.label(user), span), ...this.#reversal(verb, room, member) });
  }

  block(user, on) {
    const { groups } = this.#chat;
    const undo = () => groups.block(user, !on);
    const text = on ? words.done.block(user.name) : words.done.unblock(user.name);
    return this.#do(on ? 'block' : 'unblock', () => groups.block(user, on), { text, undo, undoes: on ? 'unblock' : 'block' });
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
      return { problem: words.refused(knownRefusal(refusal), 'receipts') };
    }
  }

  #done(verb, room, name, span) {
    return verb === 'mute' ? words.done.mute(name, words.duration(span)) : words.done[verb](name, titleOf(room, this.#chat.me));
  }

  /** What undoes a change to a member, if anything does. */
  #reversal(verb, room, user) {
    const { groups } = this.#chat;
    const left = user.until > 0 ? Math.max(1, user.until - this.#chat.now) : undefined;
    const back = (undoes, span) => ({ undoes, undo: () => groups.moderate(undoes, room, user, span) });
    switch (verb) {
      case 'kick':
        return { undoes: 'invite', undo: () => this.#takeBack(room, user) };
      case 'mute':
        return back('unmute');
      case 'unmute':
        // Without a list of the muted nobody knows whether there was a mute, and until when.
        return user.until === undefined ? {} : back('mute', left);
      case 'unban':
        return back('ban', left);
      case 'promote':
        return back('demote');
      default:
        return back('promote');
    }
  }

  /** Adds someone again who was removed, on the role they had. */
  async #takeBack(room, user) {
    const { groups } = this.#chat;
    await groups.moderate('invite', room, user);
    if (user.role === 'moderator') {
      await groups.moderate('promote', room, user);
    }
  }

  /** Afterwards the dialog it was asked in, if any, has done its part. */
  #ask(question, done = () => {}) {
    const { confirmation, sheet } = this.#page;
    const finish = () => {
      if (sheet.current) {
        sheet.close();
      }
      done();
    };
    confirmation.ask({ ...question, done: finish });
  }

  /** Does what can be undone, and offers that. A refusal is shown in the open dialog, or else by itself. */
  async #do(action, act, { text, undo, undoes, done = () => {} }) {
    const { sheet, toast } = this.#page;
    if (sheet.current) {
      if (!(await sheet.attempt(act, problemOf(action)))) {
        return;
      }
    } else {
      try {
        await act();
      } catch (refusal) {
        toast.refuse(knownRefusal(refusal), action);
        return;
      }
    }
    done();
    toast.show(text, { undo, undoes });
  }
}

/** The words for a refusal of an action. */
function problemOf(action) {
  return (refusal) => words.refused(refusal, action);
}

/** Returns a refusal by the server; rethrows any other error, which is a bug. */
function knownRefusal(refusal) {
  if (refusal.code === undefined) {
    throw refusal;
  }
  return refusal;
}
