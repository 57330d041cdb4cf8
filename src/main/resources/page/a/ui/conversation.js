import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { avatar, roomAvatar } from './avatar.js';
import { banners } from './banners.js';
import { copyLines } from './copy.js';
import { backIcon, downIcon, infoIcon, peopleIcon } from './icons.js';
import { logView } from './log-view.js';
import { titleOf } from './room-title.js';
import { peopleHref, ROOMS_HREF } from './route.js';
import { words } from './words.js';

/** The middle pane: the open room, its facts, its messages and the message field. */
export function conversation(chat, page) {
  const room = chat.room;
  return html`
    <section id="conversation" aria-labelledby="room-title" tabindex="-1">
      ${head(chat, room, page.actions)} ${banners(chat, page)}
      ${room ? keyed(room.id, roomView(chat, room, page)) : absent(chat, page.actions)}
    </section>
  `;
}

function head(chat, room, actions) {
  return html`
    <header class="pane-head" ?data-counted=${room && !room.direct}>
      ${toRooms(chat)} ${room ? roomAvatar(room) : nothing}
      <div class="room-facts">
        <h2 id="room-title">${room ? titleOf(room, chat.me) : absentTitle(chat)}</h2>
        <p class="facts">
          ${room ? html`<span id="room-counts">${facts(room)}</span>` : nothing} ${connection(chat)}
        </p>
        ${room?.topic ? html`<p class="topic" id="room-topic-line" dir="auto" title=${room.topic}>${room.topic}</p>` : nothing}
      </div>
      ${
        room
          ? html`
              <button type="button" class="round" id="room-button" aria-label=${words.roomDetails} @click=${() => actions.openRoomDetails(room)}>
                ${infoIcon()}
              </button>
              <a class="round" id="to-people" href=${peopleHref(room.id)} aria-label=${words.showMembers(room.online)}>
                ${peopleIcon()}${room.direct ? nothing : html`<span class="number" aria-hidden="true">${fewDigits(room.online)}</span>`}
              </a>
            `
          : nothing
      }
    </header>
  `;
}

function absentTitle({ current, directory }) {
  return current && !current.includes(':') ? listed(directory, current).title || current : words.app;
}

/** What the list of public rooms says about this one, as far as it is loaded. */
function listed({ list }, id) {
  return list.find(({ room }) => room === id) ?? {};
}

function facts(room) {
  return room.direct ? words.presence(room.with.online) : words.counts(room.members, room.online);
}

/** Where the list of rooms is hidden, its link shows that there are unread messages. */
function toRooms(chat) {
  const { unread } = chat.rooms;
  return html`
    <a class="round phone" id="to-rooms" href=${ROOMS_HREF} aria-label=${words.backToRooms(unread)}>
      ${backIcon()}${unread > 0 ? html`<span class="news" aria-hidden="true"></span>` : nothing}
    </a>
  `;
}

/** Shown unless all is well, which only screen readers hear. */
function connection(chat) {
  const state = chat.connection;
  return html`
    <span id="connection" role="status" data-state=${state}><span class="dot" aria-hidden="true"></span>${words.connection[state]}</span>
  `;
}

function fewDigits(count) {
  return count > 99 ? '99+' : count;
}

function roomView(chat, room, page) {
  const { logActions, messageWindow, scroll, composer } = page;
  const unread = scroll.away ? room.unread : 0;
  return html`
    <div class="log-place">
      <div
        id="log"
        role="log"
        aria-live="off"
        aria-label=${words.messagesOf(titleOf(room, chat.me))}
        aria-busy=${room.loading ? 'true' : 'false'}
        tabindex="0"
        @scroll=${logActions.scrolled}
        @keydown=${logActions.keyInLog}
        @copy=${copyLines}
        @pointerdown=${logActions.touch.down}
        @pointermove=${logActions.touch.move}
        @pointerup=${logActions.touch.up}
        @pointercancel=${logActions.touch.cancel}
        @contextmenu=${logActions.touch.contextMenu}
      >
        <div class="lines">${logView(chat, room, page)}</div>
      </div>
      ${
        scroll.away || !messageWindow.atEnd
          ? html`<button type="button" id="to-end" aria-label=${words.toLatest(unread)} @click=${logActions.jumpToLatest}>
              ${downIcon()}${room.passage ? html`<span>${words.present}</span>` : nothing}${unread > 0 ? html`<span class="badge" aria-hidden="true">${unread}</span>` : nothing}
            </button>`
          : nothing
      }
    </div>
    <p id="typing" aria-live="off">${typing(chat.typing.in(room.id), room)}</p>
    ${composer.view(room)}
  `;
}

/** The line exists even if nobody is typing, so that nothing moves when someone starts. */
function typing(users, { label }) {
  return users.length > 0
    ? html`<span class="pen" aria-hidden="true"><span></span><span></span><span></span></span>${words.typing(users.map(label))}`
    : nothing;
}

function absent(chat, actions) {
  if (!chat.current || !chat.me) {
    return html`<div class="absent"><p role="status">${words.connection[chat.status.kind]}</p></div>`;
  }
  if (chat.current.includes(':')) {
    return html`
      <div class="absent">
        <p>${words.notParticipant}</p>
        <a href=${ROOMS_HREF} class="button">${words.backToRooms(0)}</a>
      </div>
    `;
  }
  const { current, directory } = chat;
  const { title, members, online } = listed(directory, current);
  return html`
    <div class="absent start">
      ${avatar(current, title || current)}
      <p class="start-title">${title || current}</p>
      ${members === undefined ? nothing : html`<p class="hint">${words.counts(members, online)}</p>`}
      <p>${words.notMember(title || current)}</p>
      <p class="hint">${words.notMemberHint}</p>
      <button type="button" class="strong" id="join-here" @click=${() => actions.join(current, { from: 'here' })}>${words.join}</button>
      <p class="hint wrong" role="alert">${actions.joinProblem('here', current) ?? nothing}</p>
    </div>
  `;
}
