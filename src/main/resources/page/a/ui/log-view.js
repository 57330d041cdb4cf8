import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { applyChanges } from '../client/model/changes.js';
import { mentionMarks } from '../state/mention-marks.js';
import { buildTimeline } from '../state/timeline.js';
import { roomAvatar } from './avatar.js';
import { linkIcon } from './icons.js';
import { messageView } from './message.js';
import { titleOf } from './room-title.js';
import { dayName, fullDay } from './times.js';
import { withWelcome } from './welcome.js';
import { words } from './words.js';

/** The timeline of a room: messages, pending messages, and who joined and left. */
export function logView(chat, room, { messageWindow, logActions: actions, welcome, actions: pageActions }) {
  const waiting = messageWindow.atEnd && !room.passage ? chat.messages.waiting(room.id).filter(({ id }) => !room.log.has(id)) : [];
  const changes = chat.messages.pendingChanges(room.id);
  const refusals = chat.messages.refusedChanges(room.id);
  const after = welcome.after(room);
  const since = Math.min(room.line.above ?? Infinity, after ?? Infinity);
  const messages = messageWindow
    .visible(room.shown.messages, since)
    .map((message) => changed(message, changes.get(message.id), refusals.get(message.id)));
  const timeline = buildTimeline({
    messages,
    waiting,
    notes: room.joinLeaveNotes.notes,
    line: room.line,
    me: chat.me?.id,
  });
  const start = startsHere(room, messageWindow);
  const items = withWelcome(timeline, after, { fromStart: start, toEnd: messageWindow.atEnd && !room.passage });
  const context = { ...contextOf(chat, room, timeline, { messageWindow, actions }), welcome: () => welcome.view(room, pageActions) };
  return html`
    ${start && items.length === 1 && after !== undefined ? nothing : beginning(chat, room, { start, messageWindow, items, actions: pageActions })}
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
    connected: chat.status.kind === 'open' || chat.connection === 'open',
    direct: room.direct,
    canWrite: room.canWrite,
    newest: items.findLast(({ own, state }) => own && state === 'stored')?.message.id,
    statusOf: ({ seq }) => (notes ? { state: 'seen', seen: 0, of: 0 } : chat.receipts.status(room.id, seq, room.members - 1)),
    problemOf: (message) => chat.messages.problemOf(message),
    label: room.label,
    marksOf: (message) => mentionMarks(message, (id) => (id === chat.me?.id ? [chat.me.name, ...room.namesOf(id)] : room.namesOf(id)), chat.me?.id),
    quoted: (seq) => room.messageAt(seq),
    found: actions.found,
    swiped: actions.swiped,
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
  if (item.welcome) {
    return context.welcome();
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

/** Whether what is shown begins with the first message of the room that there is. */
function startsHere(room, messageWindow) {
  return !room.loading && !room.moreShown && !messageWindow.hasEarlier(room.shown.messages) && room.more !== undefined;
}

function beginning(chat, room, { start, messageWindow, items, actions }) {
  if (room.loading && !room.passage) {
    return html`<p class="note">${words.loading}</p>`;
  }
  if (room.moreShown || messageWindow.hasEarlier(room.shown.messages)) {
    return html`
      ${room.loadRefusal ? html`<p class="note wrong" role="alert">${words.notLoaded(words.refused(room.loadRefusal, 'history'))}</p>` : nothing}
      <button type="button" class="plain older" id="older" @click=${() => chat.rooms.loadEarlier(room)}>${words.older}</button>
    `;
  }
  return start ? startOf(room, chat, items, actions) : nothing;
}

/** What room this is, above its first message. */
function startOf(room, chat, items, actions) {
  const text = room.direct && room.with.id !== chat.me?.id ? words.directEmpty(room.title) : items.length > 0 ? words.beginning : words.empty;
  return html`
    <div class="start">
      ${roomAvatar(room)}
      <p class="start-title">${titleOf(room, chat.me)}</p>
      <p class="hint">${text}</p>
      ${room.kind === 'public' ? html`<button type="button" id="copy-link" @click=${() => actions.copyRoomLink(room)}>${linkIcon()}${words.copyRoomLink}</button>` : nothing}
    </div>
  `;
}
