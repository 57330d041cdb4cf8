/** Rooms up to this size tell who received and saw what (protocol.md section 5); larger ones answer numbers on request. */
const NAMED = 50;

/** How many of the user's messages are asked about on entering a room, from the newest back. */
const ASKED = 3;

/** How far the others have received and seen what the user said, as far as anybody has told this page. */
export class Receipts {
  #ask;
  #changed;
  #byRoom = new Map();

  constructor({ ask, changed }) {
    this.#ask = ask;
    this.#changed = changed;
  }

  hear({ room, users }) {
    users.forEach(({ id, delivered = 0, seen = 0 }) => this.#note(room, id, { delivered: Math.max(delivered, seen), seen }));
  }

  /** Asks about one message; answers `{counts, delivered?, seen?}` or fails with a Refusal. */
  async of(room, seq) {
    const answer = await this.#ask('receipts', { room, seq });
    answer.delivered?.forEach((id) => this.#note(room, id, { delivered: seq, seen: 0 }));
    answer.seen?.forEach((id) => this.#note(room, id, { delivered: seq, seen: seq }));
    this.#of(room).members.set(seq, answer.counts.members);
    return answer;
  }

  /** Learns where the user's newest messages in a room have come, until one is found that everybody has seen. */
  async refresh(room, me) {
    if (room.members > NAMED || room.id === 'lobby') {
      return;
    }
    const own = room.log.messages.filter(({ from, deleted }) => from.id === me && !deleted).slice(-ASKED);
    try {
      for (const { seq } of own.reverse()) {
        const { counts } = await this.of(room.id, seq);
        if (counts.seen === counts.members) {
          break;
        }
      }
      this.#changed();
    } catch {
      // Said by the events of the next reading, or asked again on the next entering.
    }
  }

  /**
   * What became of the user's message at `seq` among `others`: `{state: 'sent' | 'delivered' | 'seen', delivered,
   * seen, of}`, where the state is what holds for all of them.
   */
  status(room, seq, others) {
    const { marks, members } = this.#of(room);
    const of = members.get(seq) ?? Math.max(0, others);
    const count = (way) => Math.min(of, [...marks.values()].filter((mark) => mark[way] >= seq).length);
    const [delivered, seen] = [count('delivered'), count('seen')];
    return { state: of > 0 && seen === of ? 'seen' : of > 0 && delivered === of ? 'delivered' : 'sent', delivered, seen, of };
  }

  forget(room) {
    this.#byRoom.delete(room);
  }

  #note(room, user, { delivered, seen }) {
    const { marks } = this.#of(room);
    const former = marks.get(user) ?? { delivered: 0, seen: 0 };
    marks.set(user, { delivered: Math.max(former.delivered, delivered), seen: Math.max(former.seen, seen) });
  }

  #of(room) {
    if (!this.#byRoom.has(room)) {
      this.#byRoom.set(room, { marks: new Map(), members: new Map() });
    }
    return this.#byRoom.get(room);
  }
}
