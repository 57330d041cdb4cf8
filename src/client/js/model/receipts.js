/**
 * Rooms up to this size report who received and read what (protocol.md section 5); larger ones return only counts on
 * request.
 */
const MAX_NAMED = 50;

/** For how many of the user's latest messages receipts are fetched when a room is opened. */
const MAX_REFRESHED = 3;

/** How far the others have received and read the user's messages, as far as this page knows. */
export class Receipts {
  #request;
  #changed;
  #byRoom = new Map();

  constructor({ request, changed }) {
    this.#request = request;
    this.#changed = changed;
  }

  update({ room, users }) {
    users.forEach(({ id, delivered = 0, seen = 0 }) => this.#note(room, id, { delivered: Math.max(delivered, seen), seen }));
  }

  /** Fetches the receipts of one message: `{counts, delivered?, seen?}`. Rejects with a Refusal. */
  async fetch(room, seq) {
    const answer = await this.#request('receipts', { room, seq });
    answer.delivered?.forEach((id) => this.#note(room, id, { delivered: seq, seen: 0 }));
    answer.seen?.forEach((id) => this.#note(room, id, { delivered: seq, seen: seq }));
    this.#entryOf(room).members.set(seq, answer.counts.members);
    return answer;
  }

  /** Fetches the status of the user's latest messages in a room, back to the first that everyone has seen. */
  async refresh(room, me) {
    if (room.members > MAX_NAMED || room.id === 'lobby') {
      return;
    }
    const own = room.log.messages.filter(({ from, deleted }) => from.id === me && !deleted).slice(-MAX_REFRESHED);
    try {
      for (const { seq } of own.reverse()) {
        const { counts } = await this.fetch(room.id, seq);
        if (counts.seen === counts.members) {
          break;
        }
      }
      this.#changed();
    } catch {
      // The next receipt event, or opening the room again, brings them.
    }
  }

  /**
   * The status of the user's message at `seq` among `others`: `{state: 'sent' | 'delivered' | 'seen', delivered, seen,
   * of}`, where the state is what is true of all of them.
   */
  status(room, seq, others) {
    const { marks, members } = this.#entryOf(room);
    const of = members.get(seq) ?? Math.max(0, others);
    const count = (way) => Math.min(of, [...marks.values()].filter((mark) => mark[way] >= seq).length);
    const [delivered, seen] = [count('delivered'), count('seen')];
    return { state: of > 0 && seen === of ? 'seen' : of > 0 && delivered === of ? 'delivered' : 'sent', delivered, seen, of };
  }

  forget(room) {
    this.#byRoom.delete(room);
  }

  #note(room, user, { delivered, seen }) {
    const { marks } = this.#entryOf(room);
    const former = marks.get(user) ?? { delivered: 0, seen: 0 };
    marks.set(user, { delivered: Math.max(former.delivered, delivered), seen: Math.max(former.seen, seen) });
  }

  #entryOf(room) {
    if (!this.#byRoom.has(room)) {
      this.#byRoom.set(room, { marks: new Map(), members: new Map() });
    }
    return this.#byRoom.get(room);
  }
}
