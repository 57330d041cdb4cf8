/** Messages of one author closer than this stand in one row. */
const ROW_MS = 5 * 60_000;

/**
 * A room's conversation as lines in the order of time, each with a `key`: `{message, state, first, last, own}` for what
 * was said, `{note}` for who came and went, `{day}` (a time on it) and `{unread: true}` for where these begin.
 *
 * @param messages what is stored, the part to show
 * @param waiting what waits to be; both as messages, the latter with a `state`
 * @param notes who came and went, after which seq
 */
export function linesOf({ messages, waiting, notes, newAbove, me }) {
  const lines = [];
  let left = notes.filter(({ after }) => messages.length === 0 || after >= messages[0].seq);
  const takeNotes = (seq) => {
    left.filter(({ after }) => after < seq).forEach((note) => lines.push({ key: note.key, note }));
    left = left.filter(({ after }) => after >= seq);
  };
  let unread = newAbove !== undefined;
  for (const message of messages) {
    takeNotes(message.seq);
    dayLine(lines, message);
    if (unread && message.seq > newAbove && message.from.id !== me) {
      lines.push({ key: 'unread', unread: true });
      unread = false;
    }
    lines.push({ key: message.id, message, state: 'stored' });
  }
  takeNotes(Infinity);
  for (const message of waiting) {
    dayLine(lines, message);
    lines.push({ key: message.id, message, state: message.state === 'failed' ? 'failed' : 'pending' });
  }
  return lines.map((line, index) => (line.message ? shaped(line, lines[index - 1], lines[index + 1], me) : line));
}

function dayLine(lines, { at, id }) {
  const last = lines.findLast(({ message }) => message)?.message;
  if (!last || dayOf(last.at) !== dayOf(at)) {
    lines.push({ key: `day-${id}`, day: at });
  }
}

function dayOf(at) {
  return new Date(at).toDateString();
}

function shaped(line, former, latter, me) {
  return { ...line, own: line.message.from.id === me, first: !sameRow(former, line), last: !sameRow(line, latter) };
}

function sameRow({ message: one } = {}, { message: other } = {}) {
  return (
    one !== undefined &&
    other !== undefined &&
    one.from.id === other.from.id &&
    one.from.name === other.from.name &&
    other.at - one.at < ROW_MS
  );
}
