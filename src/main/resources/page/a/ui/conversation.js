import { html, nothing } from '../lit/lit-html.js';
import { keyed } from '../lit/directives/keyed.js';
import { composer } from './composer.js';
import { backIcon, closeIcon, peopleIcon } from './icons.js';
import { logView } from './log-view.js';
import { peopleHref, ROOMS_HREF } from './route.js';
import { words } from './words.js';

/** The middle pane: the open room, what it says about itself, its messages and the field to write. */
export function conversation(chat, acts) {
  const room = chat.room;
  return html`
    <section id="conversation" aria-labelledby="room-title" tabindex="-1">
      ${head(chat, room)} ${trouble(chat)} ${notice(chat)}
      ${room ? keyed(room.id, talk(chat, room, acts)) : absent(chat, acts)}
    </section>
  `;
}

function head(chat, room) {
  return html`
    <header class="pane-head">
      ${toRooms(chat)}
      <div class="room-facts">
        <h2 id="room-title">${room?.title ?? chat.current ?? words.app}</h2>
        <p class="facts">
          ${room ? html`<span id="room-counts">${words.counts(room.members, room.online)}</span>` : nothing}
          ${connection(chat)}
        </p>
      </div>
      ${
        room
          ? html`<a class="round" id="to-people" href=${peopleHref(room.id)} aria-label=${words.showPeople(room.online)}>${peopleIcon()}</a>`
          : nothing
      }
    </header>
  `;
}

/** Where the list of rooms is out of sight, the way there tells that somebody spoke elsewhere. */
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
      <span class="dot" aria-hidden="true"></span>${words.status[state]}
      ${chat.pod && state === 'open' ? html`<span id="pod" title=${words.onPod(chat.pod)}>${chat.pod}</span>` : nothing}
    </span>
  `;
}

function trouble(chat) {
  const { kind, lasting, code, reason } = chat.status;
  if (lasting) {
    return html`
      <div class="strip" id="trouble">
        <p>${words.waiting}</p>
        <button type="button" id="try-now" @click=${() => chat.start()}>${words.tryNow}</button>
      </div>
    `;
  }
  if (kind === 'ended') {
    return html`
      <div class="strip hard" id="trouble" role="alert">
        <p>${words.ended(code, reason)}</p>
        <button type="button" id="connect-again" @click=${() => chat.start()}>${words.connectAgain}</button>
      </div>
    `;
  }
  return nothing;
}

function notice(chat) {
  return html`
    <div id="notice" role="status">
      ${
        chat.notice
          ? html`
              <div class="strip">
                <p>${words.notice(chat.notice)}</p>
                <button type="button" class="round" aria-label=${words.dismiss} @click=${() => chat.dismiss()}>
                  ${closeIcon()}
                </button>
              </div>
            `
          : nothing
      }
    </div>
  `;
}

function talk(chat, room, acts) {
  return html`
    <div
      id="log"
      role="log"
      aria-live="polite"
      aria-label=${words.messagesOf(room.title)}
      aria-busy=${room.loading ? 'true' : 'false'}
      tabindex="0"
      @scroll=${acts.scrolled}
    >
      <div class="lines">${logView(chat, room)}</div>
    </div>
    ${composer(chat, room, acts)}
  `;
}

function absent(chat, acts) {
  if (!chat.current || !chat.me) {
    return html`<div class="absent"><p role="status">${words.status[chat.status.kind]}</p></div>`;
  }
  return html`
    <div class="absent">
      <p>${words.notMember(chat.current)}</p>
      <p class="hint">${words.notMemberHint}</p>
      <button type="button" class="strong" id="join-here" @click=${() => acts.join(chat.current)}>${words.join}</button>
    </div>
  `;
}
