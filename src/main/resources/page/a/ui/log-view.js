import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { idOf } from '../state/outbox.js';
import { messageView } from './message.js';
import { words } from './words.js';

/** Messages of one author closer than this stand in one row. */
const ROW_MS = 5 * 60_000;

/** The conversation of a room: what was said, what waits to be sent, who came and went, in one line of time. */
export function logView(chat, room) {
  const acts = {
    connected: chat.status.kind === 'open',
    retry: (message) => chat.retry(message),
    discard: (message) => chat.discard(message),
  };
  const lines = [...linesOf(room), ...waitingOf(chat, room)];
  return html`
    ${beginning(chat, room, lines)}
    ${repeat(
      lines,
      (line) => line.key,
      (line, index) =>
        line.note ? comings(line.note) : messageView(line.message, shapeOf(lines, index, chat.me), acts),
    )}
  `;
}

function linesOf(room) {
  const notes = [...room.comings.notes];
  const lines = [];
  const notesUpTo = (seq) => {
    while (notes.length > 0 && notes[0].after < seq) {
      const note = notes.shift();
      lines.push({ key: note.key, note });
    }
  };
  for (const message of room.log.messages) {
    notesUpTo(message.seq);
    lines.push({ key: message.id, message, state: 'stored' });
  }
  notesUpTo(Infinity);
  return lines;
}

function waitingOf(chat, room) {
  return chat
    .waiting(room.id)
    .map((item) => ({ ...item, id: idOf(item), from: { id: item.user ?? '', name: chat.me?.name ?? words.you } }))
    .filter((message) => !room.log.has(message.id))
    .map((message) => ({ key: message.id, message, state: message.state === 'failed' ? 'failed' : 'pending' }));
}

function shapeOf(lines, index, me) {
  const { message, state } = lines[index];
  return {
    state,
    own: message.from.id === me?.id,
    first: !sameRow(lines[index - 1], lines[index]),
    last: !sameRow(lines[index], lines[index + 1]),
  };
}

function sameRow(one, other) {
  return (
    one?.message !== undefined &&
    other?.message !== undefined &&
    one.message.from.id === other.message.from.id &&
    one.message.from.name === other.message.from.name &&
    other.message.at - one.message.at < ROW_MS
  );
}

function comings({ ways }) {
  const came = [...ways.values()].filter(({ way }) => way === 'came').map(({ name }) => name);
  const left = [...ways.values()].filter(({ way }) => way === 'left').map(({ name }) => name);
  const parts = [came.length > 0 && words.came(came), left.length > 0 && words.left(left)].filter(Boolean);
  return html`<p class="coming" aria-live="off">${parts.join(' · ')}</p>`;
}

function beginning(chat, room, lines) {
  if (room.loading) {
    return html`<p class="coming">${words.loading}</p>`;
  }
  if (room.more) {
    return html`<button type="button" class="plain older" id="older" @click=${() => chat.rooms.older(room)}>${words.older}</button>`;
  }
  if (room.more === undefined) {
    return nothing;
  }
  return html`<p class="coming">${lines.length > 0 ? words.beginning : words.quiet}</p>`;
}
