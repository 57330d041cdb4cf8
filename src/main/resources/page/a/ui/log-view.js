import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { applyChanges } from '../client/model/changes.js';
import { mentionMarks } from '../state/mention-marks.js';
import { buildTimeline } from '../state/timeline.js';
import { messageView } from './message.js';
import { dayName, fullDay } from './times.js';
import { words } from './words.js';

/** The timeline of a room: messages, pending messages, and who joined and left. */
export function logView(chat, room, messageWindow, actions) {
  const waiting = messageWindow.atEnd && !room.passage ? chat.messages.waiting(room.id).filter(({ id }) => !room.log.has(id)) : [];
  const changes = chat.messages.pendingChanges(room.id);
  const refusals = chat.messages.refusedChanges(room.id);
  const messages = messageWindow.visible(room.shown.messages).map((message) => changed(message, changes.get(message.id), refusals.get(message.id)));
  const items = buildTimeline({
    messages,
    waiting,
    notes: room.joinLeaveNotes.notes,
    line: room.line,
    me: chat.me?.id,
  });
  const context = contextOf(chat, room, items, { messageWindow, actions });
  return html`
    ${beginning(chat, room, messageWindow, items)}
    ${repeat(
      items,
      ({ key }) => key,
      (item) => itemView(item, context),
    )}
  `;
}

/** A message as the user wants it to be: with the change to it that waits, or that was refused. */
function changed(message, own, refusals) {
  const applied = own ? applyChanges(message, own) : message;
  const waiting = own?.findLast(({ op }) => op !== 'react');
  return waiting || refusals ? { ...applied, waiting, refused: refusals?.at(-1) } : applied;
}

function contextOf(chat, room, items, { messageWindow, actions }) {
  const notes = room.direct && room.with.id === chat.me?.id;
  return {
    me: chat.me,
    // Nobody knows which day was today on paper.
    dayName: (at) => (messageWindow.whole ? fullDay(at) : dayName(at, chat.now)),
    connected: chat.status.kind === 'open',
    direct: room.direct,
    newest: items.findLast(({ own, state }) => own && state === 'stored')?.message.id,
    statusOf: ({ seq }) => (notes ? { state: 'seen', seen: 0, of: 0 } : chat.receipts.status(room.id, seq, room.members - 1)),
    problemOf: (message) => chat.messages.problemOf(message),
    label: room.label,
    marksOf: (message) => mentionMarks(message, (id) => (id === chat.me?.id ? [chat.me.name, ...room.namesOf(id)] : room.namesOf(id)), chat.me?.id),
    quoted: (seq) => room.messageAt(seq),
    found: actions.found,
    actions,
  };
}

function itemView(item, context) {
  if (item.note) {
    return joinLeaveNote(item.note, context);
  }
  if (item.day !== undefined) {
    return html`<p class="day"><span>${context.dayName(item.day)}</span></p>`;
  }
  if (item.unread) {
    return html`<p class="unread-line" id="unread-line"><span>${words.newMessages}</span></p>`;
  }
  return messageView(item, context);
}

function joinLeaveNote({ changes }, { label }) {
  const who = (wanted) => [...changes].filter(([, { change }]) => change === wanted).map(([id, { name }]) => label({ id, name }));
  const joined = who('joined');
  const left = who('left');
  const parts = [joined.length > 0 && words.joined(joined), left.length > 0 && words.left(left)].filter(Boolean);
  return html`<p class="note" aria-live="off">${parts.join(' · ')}</p>`;
}

function beginning(chat, room, messageWindow, items) {
  if (room.loading && !room.passage) {
    return html`<p class="note">${words.loading}</p>`;
  }
  if (room.moreShown || messageWindow.hasEarlier(room.shown.messages)) {
    return html`
      ${room.loadRefusal ? html`<p class="note wrong" role="alert">${words.notLoaded(words.refused(room.loadRefusal, 'history'))}</p>` : nothing}
      <button type="button" class="plain older" id="older" @click=${() => chat.rooms.loadEarlier(room)}>${words.older}</button>
    `;
  }
  if (room.more === undefined && !room.provisional) {
    return nothing;
  }
  if (room.direct && items.length === 0) {
    return html`<p class="note">${words.directEmpty(room.title)}</p>`;
  }
  return html`<p class="note">${items.length > 0 ? words.beginning : words.empty}</p>`;
}
