import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { roomAvatar } from './avatar.js';
import { banners } from './banners.js';
import { copyLines } from './copy.js';
import { backIcon, downIcon, infoIcon, peopleIcon } from './icons.js';
import { logView } from './log-view.js';
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
    <header class="pane-head">
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
              <a class="round" id="to-people" href=${peopleHref(room.id)} aria-label=${words.showMembers(room.online)}>${peopleIcon()}</a>
            `
          : nothing
      }
    </header>
  `;
}

function absentTitle({ current }) {
  return current && !current.includes(':') ? current : words.app;
}

/** The title of a room as shown to this user. */
export function titleOf(room, me) {
  return room.direct && room.with.id === me?.id ? words.notesToSelf : room.direct ? room.peerName || room.with.name || words.someone : room.titleApart || room.title;
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

function connection(chat) {
  const state = chat.goingAway && chat.status.kind === 'open' ? 'goingAway' : chat.status.kind;
  return html`
    <span id="connection" role="status" data-state=${state}>
      <span class="dot" aria-hidden="true"></span>${words.connection[state]}
      ${chat.pod && state === 'open' ? html`<span id="pod" title=${words.onPod(chat.pod)}>${chat.pod}</span>` : nothing}
    </span>
  `;
}

function roomView(chat, room, { logActions, messageWindow, scroll, composer }) {
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
      >
        <div class="lines">${logView(chat, room, messageWindow, logActions)}</div>
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
  return html`
    <div class="absent">
      <p>${words.notMember(chat.current)}</p>
      <p class="hint">${words.notMemberHint}</p>
      <button type="button" class="strong" id="join-here" @click=${() => actions.join(chat.current, { from: 'here' })}>${words.join}</button>
      <p class="hint wrong" role="alert">${actions.joinProblem('here', chat.current) ?? nothing}</p>
    </div>
  `;
}
