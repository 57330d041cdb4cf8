import { Log } from '../client/model/log.js';
import { People } from '../client/model/people.js';
import { applyEntry } from '../client/model/entry.js';
import { JoinLeaveNotes } from './join-leave-notes.js';
import { FormerNames, namesApart } from './names.js';
import { Passage } from './passage.js';

/**
 * One room as the user sees it: what the client knows about it, with the messages, the people and the notes that are
 * loaded here.
 */
export class RoomView {
  /** The newest messages, without a hole up to the last one. */
  log = new Log();
  /** What is shown instead, while the user reads something far above. */
  passage;
  joinLeaveNotes = new JoinLeaveNotes();
  people = new People();
  /** The name of the other in a direct room, told apart from those of other direct rooms. */
  peerName;
  /** The title of any other room, told apart from those of one's other rooms. */
  titleApart;
  /** Whether a page of messages is being loaded. */
  loading = false;
  /** Why the last page of messages was refused. */
  loadRefusal;
  /** Whether the last presence event told less than who came and went. */
  peopleOutdated = false;
  /** Counts presence events, to notice changes while the member list is loading. */
  presences = 0;
  /** The seq after which messages are new to the user. */
  newAbove;
  /** Whether that is where the user had marked the room as unread: then their own messages are new, too. */
  #newByMark = false;
  /** Whether the user has opened the room since they marked it: then reading it takes the mark away. */
  #markOpened = false;
  #room;
  #more;
  #lastSnapshot;
  #lastSize;
  #formerNames = new FormerNames();
  #label;
  #labelled;
  #detachments;

  /** @param me returns the user */
  constructor(room, me) {
    this.#room = room;
    const entry = (event) => {
      applyEntry(this.log, event, me().id);
      this.passage?.apply(event, me().id);
    };
    this.#detachments = [
      ...['message', 'edit', 'delete', 'react', 'moved'].map((type) => room.on(type, entry)),
      room.on('state', (state) => this.#applyState(state)),
      room.on('stored', (item, answer) => this.#stored(item, answer, me())),
      room.on('lost', (_, id) => {
        this.log.drop(id);
        this.passage?.log.drop(id);
      }),
      room.on('presence', (event) => this.#applyPresence(event)),
    ];
  }

  /** The room is not shown any more. */
  detach() {
    this.#detachments.forEach((detach) => detach());
  }

  get id() {
    return this.#room.id;
  }

  get title() {
    return this.#room.title;
  }

  get kind() {
    return this.#room.kind;
  }

  get role() {
    return this.#room.role;
  }

  get with() {
    return this.#room.with;
  }

  get at() {
    return this.#room.at;
  }

  get seq() {
    return this.#room.seq;
  }

  get position() {
    return this.#room.position;
  }

  get members() {
    return this.#room.size;
  }

  get online() {
    return this.#room.online;
  }

  get read() {
    return this.#room.readTo;
  }

  get unread() {
    return this.#room.unread;
  }

  get mentions() {
    return this.#room.mentions;
  }

  /** The seq of the first message that the user has marked as unread; `undefined` without a mark. */
  get mark() {
    return this.#room.mark;
  }

  /** What it is about; '' if nothing is said. */
  get topic() {
    return this.#room.topic ?? '';
  }

  /** Who may write: `members`, or `moderators` and owners only. */
  get write() {
    return this.#room.write;
  }

  /** Whether the user may write here, unless they are muted. */
  get canWrite() {
    return this.#room.canWrite;
  }

  /** What the user has chosen to be notified of, `all`, `mentions` or `none`; `undefined` if nothing. */
  get notifyLevel() {
    return this.#room.notifyLevel;
  }

  /** What the user is notified of: of public rooms, mentions are enough unless they have chosen. */
  get notifiesOf() {
    return this.notifyLevel ?? (this.kind === 'public' ? 'mentions' : 'all');
  }

  /** How many messages the user wants to know of: a mark counts as one. */
  get news() {
    const { unread, mentions, mark, notifyLevel } = this;
    return Math.max({ mentions, none: 0 }[notifyLevel] ?? unread, mark === undefined ? 0 : 1);
  }

  /** Where the new messages begin: `{above, own}`, after which seq, and whether the user's own count. */
  get line() {
    return this.mark === undefined ? { above: this.newAbove, own: this.#newByMark } : { above: this.mark - 1, own: true };
  }

  /** Until when the user is muted here, by the server's clock; 0 without an end, `undefined` if they are not. */
  get muted() {
    return this.#room.muted;
  }

  /** Returns how someone is named here, `{id, name} => name`, so that nobody is taken for another. */
  get label() {
    this.#meetPeople();
    return this.#label;
  }

  /** The same where further people are listed who may not be loaded here. */
  labelAmong(people) {
    return namesApart([...this.people.list, ...this.log.messages.map(({ from }) => from), ...people]);
  }

  /** Learns the names of people whom a search has found: they may be mentioned. */
  meet(people) {
    people.forEach((user) => this.#formerNames.add(user));
  }

  /** Every name that someone has or had here, as far as it is known. */
  namesOf(id) {
    this.#meetPeople();
    return this.#formerNames.of(id);
  }

  get provisional() {
    return this.#room.provisional;
  }

  get direct() {
    return this.#room.direct;
  }

  get canModerate() {
    return this.#room.canModerate;
  }

  /** Whether there are messages before the first loaded one; `undefined` until this is known. */
  get more() {
    return this.provisional ? false : this.#more;
  }

  /** The messages that are shown: the newest, or a passage far above them. */
  get shown() {
    return (this.passage ?? this).log;
  }

  /** Whether there are messages before those that are shown. */
  get moreShown() {
    return this.passage ? this.passage.more : this.more;
  }

  /** The message at `seq`, if it is loaded. */
  messageAt(seq) {
    return this.log.at(seq) ?? this.passage?.log.at(seq);
  }

  /** Whether its first unread message, or any message at all, still has to be loaded. */
  get needsHistory() {
    return this.more === undefined || (this.more && this.line.above !== undefined && this.log.first?.seq > this.line.above + 1);
  }

  /** Whether it has changed since the last call. */
  hasChanged() {
    const { position, title, role, unread, read, mark, topic, write, notifyLevel, more, log } = this;
    const facts = [title, role, unread, read, mark, topic, write, notifyLevel, more];
    const now = [position?.epoch, position?.seq, ...facts, log.messages.length, log.last?.id].join();
    const different = now !== this.#lastSnapshot;
    this.#lastSnapshot = now;
    return different;
  }

  /** What a page of members says. */
  setCounts({ count, online }) {
    this.#room.setCounts({ size: count, online });
  }

  /** Marks everything as read. A mark goes once the room was opened again. */
  markRead() {
    this.#room.read();
    if (this.mark !== undefined && this.#markOpened) {
      this.#markOpened = false;
      this.newAbove = this.mark - 1;
      this.#newByMark = true;
      this.#room.markUnread().catch(() => {
        // Not connected, or too fast: the next reading tries again.
        this.#markOpened = true;
      });
    }
  }

  /** The user has opened it. */
  opened() {
    this.#markOpened = this.mark !== undefined;
  }

  /** The user has turned to another room. */
  closed() {
    this.newAbove = undefined;
    this.#newByMark = false;
    this.#markOpened = false;
    this.showNewest();
  }

  /** Marks it as unread from a message on; rejects with a Refusal. */
  async markUnread({ seq }) {
    this.#markOpened = false;
    await this.#room.markUnread(seq);
  }

  /** A page of those who reacted with the emoji: `{users, cursor}`; rejects with a Refusal. */
  async reactors({ seq }, emoji, cursor) {
    const page = await this.#room.reactors(seq, emoji, cursor);
    this.meet(page.users);
    return page;
  }

  /** Returns the first message from a time on, or `undefined` if there is none; rejects with a Refusal. */
  async firstSince(time) {
    const { messages } = await this.#room.history({ since: time, limit: 1 });
    return messages[0];
  }

  addOlder({ messages, more }) {
    messages.filter(({ id }) => !this.log.has(id)).forEach((message) => this.log.put(message));
    this.#more = more;
  }

  /** Loads messages before the first one that is loaded; returns whether there was anything to load. */
  async loadOlder(changed) {
    if (this.loading || this.more === false || this.position === undefined) {
      return false;
    }
    this.loading = true;
    this.loadRefusal = undefined;
    changed();
    try {
      this.addOlder(await this.#room.history({ before: this.log.first?.seq ?? this.seq + 1 }));
      return true;
    } catch (refusal) {
      // `more` is still set: the next scroll or connection tries again.
      this.loadRefusal = refusal;
      return false;
    } finally {
      this.loading = false;
      changed();
    }
  }

  #meetPeople() {
    const { people, log } = this;
    const passage = this.passage?.log.messages ?? [];
    const known = [people.version, log.messages.length, log.first?.id, log.last?.id, passage.length, passage[0]?.id].join();
    if (known !== this.#labelled) {
      this.#labelled = known;
      const all = [...people.list, ...[...log.messages, ...passage].map(({ from }) => from)];
      all.forEach((user) => this.#formerNames.add(user));
      this.#label = namesApart(all);
    }
  }

  /**
   * Shows the message at `seq`, with what is around it. Returns it, or `undefined` if it is not there any more, or if it
   * is not `wanted` any more once it is loaded; rejects with a Refusal.
   */
  async show(seq, changed, wanted = () => true) {
    if (this.passage?.log.at(seq)) {
      return this.passage.log.at(seq);
    }
    if (this.log.at(seq)) {
      this.passage = undefined;
      return this.log.at(seq);
    }
    const passage = new Passage((fields) => this.#room.history(fields));
    this.loading = true;
    changed();
    try {
      if (!(await passage.load(seq)) || !wanted()) {
        return undefined;
      }
      this.passage = passage;
      this.#join();
      return this.messageAt(seq);
    } finally {
      this.loading = false;
      changed();
    }
  }

  /** Shows the newest messages again. */
  showNewest() {
    this.passage = undefined;
  }

  /** Loads messages before those that are shown. */
  async loadEarlier(changed) {
    return this.passage ? this.#extend((passage) => passage.more && passage.loadEarlier(), changed) : this.loadOlder(changed);
  }

  /** Loads messages after those that are shown, until these are the newest. */
  async loadLater(changed) {
    return this.#extend((passage) => passage.loadLater(), changed);
  }

  async #extend(load, changed) {
    const { passage } = this;
    if (this.loading || !passage) {
      return;
    }
    this.loading = true;
    this.loadRefusal = undefined;
    try {
      await load(passage);
      if (this.passage === passage) {
        this.#join();
      }
    } catch (refusal) {
      // The next scroll tries again.
      this.loadRefusal = refusal;
    } finally {
      this.loading = false;
      changed();
    }
  }

  /** Once nothing is missing in between, the passage and the newest messages are one. */
  #join() {
    const { passage, log } = this;
    if (passage.reaches(log)) {
      passage.log.messages.filter(({ id }) => !log.has(id)).forEach((message) => log.put(message));
      this.#more = passage.more;
      this.passage = undefined;
    }
  }

  #applyState({ state, messages, more, members }) {
    this.#lastSize = members;
    if (state === 'reset') {
      this.log.clear();
      this.passage = undefined;
      this.joinLeaveNotes.clear();
      this.#more = undefined;
    }
    if (messages) {
      this.addOlder({ messages, more: more ?? false });
    }
  }

  /** The user's own message may be shown before its event arrives. */
  #stored({ op, text, reply, mentions }, { id, epoch, seq, at }, from) {
    if (op === 'send' && !this.log.has(id)) {
      this.log.put({ id, epoch, seq, at, from, text, reply, mentions });
    }
  }

  #applyPresence({ joined = [], left = [], members }) {
    this.presences += 1;
    this.peopleOutdated = joined.length + left.length === 0 || members !== this.#lastSize;
    this.#lastSize = members;
    joined.forEach((user) => this.people.joined(user));
    left.forEach((user) => this.people.left(user));
    if (!this.direct) {
      this.joinLeaveNotes.add(this.seq, joined, left);
    }
  }
}
