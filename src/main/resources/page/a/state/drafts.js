/** How many drafts of one place are kept: each tab has its own. */
const MOST = 5;

/**
 * What the user has begun to write in this tab: in each room a message (`{room, text, reply?, picked?}`), and changes to messages
 * (`{room, text, of: {id, text}, open}`). It survives a reload. A new tab starts with the latest draft of each place;
 * no tab overwrites that of another, but what is sent in one is gone in those that have nothing newer.
 *
 * Each draft says in `seen` up to which of its versions, by tab, it was made of. Fires `change` when another tab has sent
 * what was begun here.
 */
export class Drafts extends EventTarget {
  #store;
  #channel;
  #tab;
  #now;
  #versions = 0;
  /** This tab's drafts by place: a room, or a message in it. */
  #byPlace = new Map();

  /**
   * @param store what is kept of all tabs
   * @param tab names this one; `former` is its name before it was reloaded
   * @param channel tells the other tabs
   */
  constructor({ store, tab, former, channel, now }) {
    super();
    Object.assign(channel, { onmessage: ({ data }) => this.#sentElsewhere(data) });
    this.#store = store;
    this.#channel = channel;
    this.#tab = tab;
    this.#now = now;
    const byPlace = Map.groupBy(store.all().filter(isDraft).map(completed), ({ place }) => place);
    byPlace.forEach((drafts) => this.#choose(drafts, former));
  }

  /** The message that is begun in a room. */
  of(room) {
    return this.#byPlace.get(room) ?? { room, text: '' };
  }

  /** @param picked whom its mentions mean, `[name, ids]` each, where the user has picked them */
  save({ room, text, reply, picked = [] }) {
    if (text || reply) {
      this.#write(room, { room, text, reply, ...(picked.length > 0 && { picked }) });
    } else {
      this.drop(room);
    }
  }

  /** It was sent, or given up. */
  drop(room) {
    this.#end(room);
  }

  /** The change to a message that the user is making in a room, if any. */
  editIn(room) {
    return [...this.#byPlace.values()].find((draft) => draft.room === room && draft.of && draft.open);
  }

  /** Starts to change a message, or goes on with what was begun. */
  edit(room, { id, text }, begun = this.#byPlace.get(placeOf(room, id))?.text) {
    this.leaveEdit(room);
    this.#write(placeOf(room, id), { room, text: begun ?? text, of: { id, text }, open: true });
  }

  changeEdit(room, text) {
    const edit = this.editIn(room);
    this.#write(edit.place, { room, text, of: edit.of, open: true });
  }

  /** The user turns to something else; what they changed is kept for later. */
  leaveEdit(room) {
    const edit = this.editIn(room);
    if (edit && edit.text !== edit.of.text) {
      this.#write(edit.place, { room, text: edit.text, of: edit.of, open: false });
    } else {
      this.endEdit(room);
    }
  }

  /** The change was saved, or given up. */
  endEdit(room) {
    const edit = this.editIn(room);
    if (edit) {
      this.#end(edit.place);
    }
  }

  /** Takes this tab's own draft, or else the latest. An unchanged edit is open in its own tab only. */
  #choose(drafts, former) {
    const latest = drafts.sort((a, b) => b.at - a.at);
    latest.slice(MOST).forEach((draft) => this.#store.drop(keyOf(draft)));
    const own = latest.find(({ tab }) => tab && tab === former);
    const chosen = own ?? latest[0];
    const unchanged = chosen.of && chosen.text === chosen.of.text;
    this.#byPlace.set(chosen.place, own || !unchanged ? chosen : { ...chosen, open: false });
    if (own) {
      this.#move(own);
    }
  }

  /** The tab is the same one under a new name. */
  #move(draft) {
    this.#store.drop(keyOf(draft));
    const moved = { ...draft, tab: this.#tab };
    this.#byPlace.set(draft.place, moved);
    this.#store.put(keyOf(moved), moved);
  }

  #write(place, fields) {
    this.#versions += 1;
    const seen = { ...this.#byPlace.get(place)?.seen, [this.#tab]: this.#versions };
    const draft = { ...fields, place, tab: this.#tab, at: this.#now(), seen };
    this.#byPlace.set(place, draft);
    this.#store.put(keyOf(draft), draft);
  }

  #end(place) {
    const ended = this.#byPlace.get(place);
    if (ended) {
      this.#byPlace.delete(place);
      this.#forget(ended);
      this.#channel.postMessage({ place, seen: ended.seen });
    }
  }

  /** Nothing is left of a draft, whichever tab it was begun in. */
  #forget({ place, seen }) {
    const drafts = this.#store.all().filter(isDraft).map(completed);
    drafts.filter((draft) => draft.place === place && covers(seen, draft.seen)).forEach((draft) => this.#store.drop(keyOf(draft)));
  }

  #sentElsewhere({ place, seen }) {
    const own = this.#byPlace.get(place);
    if (own && covers(seen, own.seen)) {
      this.#byPlace.delete(place);
      this.#forget({ place, seen });
      this.dispatchEvent(new Event('change'));
    }
  }
}

function placeOf(room, message) {
  return `${room} ${message}`;
}

/** An earlier build kept one draft for each room, under the room itself. */
function keyOf({ tab, place }) {
  return tab ? `${tab} ${place}` : place;
}

function completed(draft) {
  return { at: 0, seen: {}, place: draft.room, ...draft };
}

function isDraft(draft) {
  const { room, text, of, seen = {}, picked = [] } = draft ?? {};
  const isPicked = Array.isArray(picked) && picked.every((pick) => Array.isArray(pick) && typeof pick[0] === 'string' && Array.isArray(pick[1]));
  const isChange = of === undefined || typeof of?.text === 'string';
  return typeof room === 'string' && typeof text === 'string' && typeof (seen ?? 0) === 'object' && isChange && isPicked;
}

/** Whether one draft was made of everything that the other one was. */
function covers(seen, other) {
  return Object.entries(other).every(([tab, version]) => seen[tab] >= version);
}
