import { Directory } from '../client/model/directory.js';
import { MemberLoader } from '../client/model/member-loader.js';
import { Receipts } from '../client/model/receipts.js';
import { showClientEvents } from './client-events.js';
import { Groups } from './groups.js';
import { knownPeople } from './known-people.js';
import { MessageActions } from './message-actions.js';
import { Reader } from './reader.js';
import { RestrictedPeople } from './restricted-people.js';
import { Rooms } from './rooms.js';
import { Search } from './search.js';
import { SessionSetup } from './session-setup.js';

/** The reason of a `bye` from a server that stays, but has more connections than others. */
const BALANCE = 'balance';

/**
 * The chat as one user sees it: the user, their rooms, the open room, and everything they can do.
 *
 * Fires `change` whenever something visible has changed, `incoming` (`{room, message, mentioned}`) when someone else
 * sends a message, and `wrote` when the user has sent one. `notice` is the last thing that happened to the user without
 * their doing: `{code, …}`, which the page turns into text. `refused` (`{action, why}`) is fired when something the user
 * asked for was refused, and nothing else says so.
 */
export class Chat extends EventTarget {
  #client;
  #roomCache;
  #memberLoader;
  #reader;
  #setup;
  #found = new Map();

  pod;
  notice;
  /** The latest announcement by an operator (`{text, name}`), until it is dismissed. */
  announcement;
  /** Why the server has asked to reconnect, until that is done. */
  leaving;
  /** What is searched for among the members of the open room. */
  peopleQuery = '';
  /** Whether the browser reports that there is no network. */
  offline = false;

  /**
   * @param openClient creates the client; `rejected` is what to do when the server rejects the user's token
   * @param otherTabs the other tabs of this browser: what is `waiting` there, and how to `cancel` it
   * @param roomCache the rooms as they were last seen
   * @param blocked remembers whom this browser has blocked
   */
  constructor({ openClient, otherTabs = { waiting: () => [] }, roomCache, blocked, timers }) {
    super();
    this.#roomCache = roomCache;
    const client = openClient({ rejected: () => this.#setup.identityRejected() });
    this.#client = client;
    const request = (op, fields) => client.request(op, fields);
    const changed = () => this.changed();
    this.#memberLoader = new MemberLoader({ request, timers, changed });
    this.directory = new Directory({ request, changed });
    this.rooms = new Rooms({ client, changed });
    this.receipts = new Receipts({ request, changed });
    this.messages = new MessageActions({ client, otherTabs });
    this.restricted = new RestrictedPeople({ request, timers, changed });
    this.groups = new Groups({ client, rooms: this.rooms, memberLoader: this.#memberLoader, restricted: this.restricted, store: blocked, changed });
    const members = async (room, fields) => {
      const { members: found, cursor } = await request('members', { room: room.id, ...fields });
      room.meet(found);
      return { found, cursor };
    };
    const rooms = async (_, fields) => {
      const { rooms: found, cursor } = await request('rooms', fields);
      return { found, cursor };
    };
    this.mentioned = new Search({ ask: members, timers, changed });
    this.memberSearch = new Search({ ask: members, timers, changed });
    this.roomSearch = new Search({ ask: rooms, timers, changed });
    const anyone = async (room, fields) => {
      const page = await members(room, fields);
      page.found.forEach((user) => this.#found.set(user.id, user));
      return page;
    };
    this.personSearch = new Search({ ask: anyone, timers, changed });
    this.typing = {
      start: (room) => client.type(room, true),
      stop: () => client.stopTyping(),
      in: (room) => client.typists(room),
    };
    this.#reader = new Reader(this.rooms);
    this.#setup = new SessionSetup(this, { roomCache, memberLoader: this.#memberLoader, restricted: this.restricted, reader: this.#reader });
    showClientEvents(client, {
      chat: this,
      rooms: this.rooms,
      directory: this.directory,
      reader: this.#reader,
      memberLoader: this.#memberLoader,
      receipts: this.receipts,
      setup: this.#setup,
      roomCache,
    });
    this.#setup.restore();
  }

  get me() {
    return this.#client.user;
  }

  get limits() {
    return this.#client.limits;
  }

  get status() {
    return this.#client.status;
  }

  /**
   * How the connection is shown: `connecting`, `open`, `waiting`, `ended` or `goingAway`. To be moved because another
   * server has fewer connections is no matter to the user, unless it takes more than one attempt.
   */
  get connection() {
    const { kind, prolonged } = this.status;
    if (this.leaving === BALANCE) {
      return prolonged || kind === 'ended' ? kind : 'open';
    }
    return this.leaving && kind === 'open' ? 'goingAway' : kind;
  }

  /** The time now by the server's clock, whatever the device's shows. */
  get now() {
    return this.#client.now;
  }

  /** The id of the open room, whether or not the user is a member. */
  get current() {
    return this.#reader.current;
  }

  get room() {
    return this.#reader.room;
  }

  start() {
    this.#client.start();
  }

  /** Disconnects for good. */
  close() {
    this.#client.close();
  }

  /** Whether something that the user wrote is not stored yet, in any room. */
  get waits() {
    return this.#client.waits || this.messages.waitsElsewhere;
  }

  wake() {
    this.#client.wake();
  }

  /** Whether the user can see the page: a message counts as read only if they can. */
  set visible(visible) {
    this.#reader.visible = visible;
  }

  /** Whether the newest message of the open room is on the screen. */
  set atEnd(atEnd) {
    this.#reader.atEnd = atEnd;
  }

  /** Opens a room, whether or not the user is a member. */
  enter(id) {
    this.typing.stop();
    this.mentioned.find(undefined, '');
    this.memberSearch.find(undefined, '');
    this.peopleQuery = '';
    this.#reader.enter(id);
    this.#setup.roomChanged();
    this.changed();
  }

  /** The user has returned to the open room. */
  reopened() {
    this.#reader.reopened();
    this.changed();
  }

  /** Adopts the outbox items that another tab of this browser left behind. */
  adopt(items) {
    this.#client.adopt(items);
  }

  async rename(name) {
    await this.#client.rename(name);
  }

  /** Shows the members of the open room whose names match; the server finds those who are not loaded. */
  findPeople(query) {
    this.peopleQuery = query;
    this.memberSearch.find(this.room, query);
    this.changed();
  }

  /** Everyone whom this page has seen, or has found since the search began. */
  get knownPeople() {
    return [...knownPeople(this.rooms.all, this.me?.id, this.#found.values()).values()];
  }

  /** Begins to look for anybody anew. */
  forgetFound() {
    this.personSearch.find(undefined, '');
    this.#found.clear();
  }

  async morePeople() {
    await this.#tell('members', () => this.#memberLoader.loadMore(this.room));
  }

  async moreRooms() {
    await this.#tell('rooms', () => this.directory.more());
  }

  notify(notice) {
    this.notice = notice;
    this.changed();
  }

  dismissAnnouncement() {
    this.announcement = undefined;
    this.changed();
  }

  dismiss() {
    this.notify(undefined);
  }

  async #tell(action, act) {
    try {
      await act();
    } catch (why) {
      if (why.code === undefined) {
        throw why;
      }
      this.dispatchEvent(new CustomEvent('refused', { detail: { action, why } }));
    }
  }

  changed() {
    this.rooms.tellApart();
    this.rooms.all.forEach((room) => room.hasChanged() && this.#roomCache.schedule(room, this.me?.id));
    this.dispatchEvent(new Event('change'));
  }
}
