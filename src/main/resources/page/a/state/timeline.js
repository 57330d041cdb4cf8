/** Messages by one author within this time are grouped. */
const GROUP_MS = 5 * 60_000;

/**
 * Builds a room's timeline: items in order of time, each with a `key`: `{message, state, first, last, own}` for a
 * message, `{note}` for people who joined or left, `{day}` (a time on it) where a day begins, and `{unread: true}`
 * where the unread messages begin.
 *
 * @param messages the stored messages to show
 * @param waiting the pending messages, with a `state`
 * @param notes who joined and left, and after which seq
 * @param line after which seq the unread messages begin, and whether the user's `own` count
 */
export function buildTimeline({ messages, waiting, notes, line: { above: newAbove, own = false }, me }) {
  const items = [];
  let left = notes.filter(({ after }) => messages.length === 0 || after >= messages[0].seq);
  const takeNotes = (seq) => {
    left.filter(({ after }) => after < seq).forEach((note) => items.push({ key: note.key, note }));
    left = left.filter(({ after }) => after >= seq);
  };
  let unread = newAbove !== undefined;
  for (const message of messages) {
    takeNotes(message.seq);
    addDay(items, message);
    if (unread && message.seq > newAbove && (own || message.from.id !== me)) {
      items.push({ key: 'unread', unread: true });
      unread = false;
    }
    items.push({ key: message.id, message, state: 'stored' });
  }
  takeNotes(Infinity);
  for (const message of waiting) {
    addDay(items, message);
    items.push({ key: message.id, message, state: message.state === 'failed' ? 'failed' : 'pending' });
  }
  return items.map((item, index) => (item.message ? grouped(item, items[index - 1], items[index + 1], me) : item));
}

function addDay(items, { at, id }) {
  const last = items.findLast(({ message }) => message)?.message;
  if (!last || dayOf(last.at) !== dayOf(at)) {
    items.push({ key: `day-${id}`, day: at });
  }
}

function dayOf(at) {
  return new Date(at).toDateString();
}

function grouped(item, former, latter, me) {
  return { ...item, own: item.message.from.id === me, first: !sameGroup(former, item), last: !sameGroup(item, latter) };
}

function sameGroup({ message: one } = {}, { message: other } = {}) {
  return (
    one !== undefined &&
    other !== undefined &&
    one.from.id === other.from.id &&
    one.from.name === other.from.name &&
    other.at - one.at < GROUP_MS
  );
}
