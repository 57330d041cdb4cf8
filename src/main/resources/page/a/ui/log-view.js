import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { changed } from '../state/command.js';
import { linesOf } from '../state/lines.js';
import { reacted } from '../state/reactions.js';
import { messageView } from './message.js';
import { dayName } from './times.js';
import { words } from './words.js';

/** The conversation of a room: what was said, what waits to be sent, who came and went, in one line of time. */
export function logView(chat, room, frame, acts) {
  const waiting = frame.atEnd ? chat.talk.waiting(room.id).filter(({ id }) => !room.log.has(id)) : [];
  const changes = chat.talk.changes(room.id);
  const messages = frame.of(room.log.messages).map((message) => {
    const own = changes.get(message.id);
    return own ? changed(message, own, reacted) : message;
  });
  const lines = linesOf({
    messages,
    waiting,
    notes: room.comings.notes,
    newAbove: room.newAbove,
    me: chat.me?.id,
  });
  const place = placeOf(chat, room, lines, acts);
  return html`
    ${beginning(chat, room, frame, lines)}
    ${repeat(
      lines,
      ({ key }) => key,
      (line) => lineView(line, place),
    )}
  `;
}

function placeOf(chat, room, lines, acts) {
  const notes = room.direct && room.with.id === chat.me?.id;
  return {
    me: chat.me,
    connected: chat.status.kind === 'open',
    direct: room.direct,
    newest: lines.findLast(({ own, state }) => own && state === 'stored')?.message.id,
    statusOf: ({ seq }) => (notes ? { state: 'seen', seen: 0, of: 0 } : chat.receipts.status(room.id, seq, room.members - 1)),
    nameOf: (id) => (id === chat.me?.id ? chat.me.name : room.people.get(id)?.name),
    quoted: (seq) => room.log.at(seq),
    acts,
  };
}

function lineView(line, place) {
  if (line.note) {
    return comings(line.note);
  }
  if (line.day !== undefined) {
    return html`<p class="day"><span>${dayName(line.day)}</span></p>`;
  }
  if (line.unread) {
    return html`<p class="unread-line" id="unread-line"><span>${words.newMessages}</span></p>`;
  }
  return messageView(line, place);
}

function comings({ ways }) {
  const came = [...ways.values()].filter(({ way }) => way === 'came').map(({ name }) => name);
  const left = [...ways.values()].filter(({ way }) => way === 'left').map(({ name }) => name);
  const parts = [came.length > 0 && words.joined(came), left.length > 0 && words.left(left)].filter(Boolean);
  return html`<p class="coming" aria-live="off">${parts.join(' · ')}</p>`;
}

function beginning(chat, room, frame, lines) {
  if (room.loading) {
    return html`<p class="coming">${words.loading}</p>`;
  }
  if (room.more || frame.hidesEarlier(room.log.messages)) {
    return html`<button type="button" class="plain older" id="older" @click=${() => chat.rooms.older(room)}>${words.older}</button>`;
  }
  if (room.more === undefined && !room.imagined) {
    return nothing;
  }
  if (room.direct && lines.length === 0) {
    return html`<p class="coming">${words.directEmpty(room.title)}</p>`;
  }
  return html`<p class="coming">${lines.length > 0 ? words.beginning : words.empty}</p>`;
}
