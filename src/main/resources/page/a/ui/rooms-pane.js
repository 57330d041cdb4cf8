import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { avatar } from './avatar.js';
import { mark } from './icons.js';
import { roomHref } from './route.js';
import { words } from './words.js';

const ROOM = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The left pane: the user's rooms, a field to join or make one, and the public rooms there are. */
export function roomsPane(chat, acts) {
  const { directory } = chat;
  return html`
    <nav id="rooms" aria-label=${words.rooms} tabindex="-1">
      <p class="brand">${mark()}<span>${words.app}</span></p>
      <div class="pane-body">
        <h2 id="your-rooms">${words.yourRooms}</h2>
        <ul id="my-rooms" class="list" aria-labelledby="your-rooms">
          ${repeat(
            chat.rooms.all,
            ({ id }) => id,
            (room) => ownRoom(room, chat),
          )}
        </ul>
        ${joinForm(chat, acts)}
        <h2 id="more-rooms">${words.moreRooms}</h2>
        ${directory.total === undefined ? html`<p class="hint" id="room-total">${words.loadingRooms}</p>` : moreRooms(chat, acts)}
      </div>
    </nav>
  `;
}

function moreRooms(chat, acts) {
  const { directory } = chat;
  const others = directory.list.filter(({ room }) => !chat.rooms.get(room));
  return html`
    <p class="hint" id="room-total" data-total=${directory.total}>${words.roomTotal(directory.total)}</p>
    <ul id="all-rooms" class="list" aria-labelledby="more-rooms">
      ${repeat(
        others,
        ({ room }) => room,
        (room) => otherRoom(room, acts),
      )}
    </ul>
    ${others.length === 0 ? html`<p class="hint">${words.noOtherRooms}</p>` : nothing}
    ${
      directory.cursor
        ? html`<button type="button" class="plain" id="show-more-rooms" @click=${() => directory.more()}>${words.showMoreRooms}</button>`
        : nothing
    }
  `;
}

function ownRoom(room, chat) {
  const here = room.id === chat.current;
  return html`
    <li>
      <a class="row" href=${roomHref(room.id)} data-room=${room.id} aria-current=${here ? 'page' : nothing}>
        ${avatar(room.id, room.title)}
        <span class="what"><span class="title">${room.title}</span> ${counts(room)}</span>
        ${
          room.unread > 0
            ? html`<span class="badge" data-unread=${room.unread}><span aria-hidden="true">${room.unread >= 100 ? '99+' : room.unread}</span><span class="unseen">${words.unread(room.unread)}</span></span>`
            : nothing
        }
      </a>
    </li>
  `;
}

function otherRoom(room, acts) {
  return html`
    <li>
      <button type="button" class="row" data-room=${room.room} @click=${() => acts.join(room.room)}>
        ${avatar(room.room, room.title || room.room)}
        <span class="what"><span class="title">${room.title || room.room}</span> ${counts(room)}</span>
        <span class="join">${words.join}</span>
      </button>
    </li>
  `;
}

function counts({ members, online }) {
  return html`<span class="counts" data-members=${members} data-online=${online}>${words.counts(members, online)}</span>`;
}

function joinForm(chat, acts) {
  return html`
    <form id="join-form" @submit=${(event) => join(event, acts)}>
      <label for="join-room">${words.joinLabel}</label>
      <div class="field">
        <input
          id="join-room"
          name="room"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="80"
          placeholder=${words.joinPlaceholder}
          aria-describedby="join-hint"
          aria-invalid=${acts.joinProblem ? 'true' : 'false'}
          @input=${() => acts.joinAnew()}
        />
        <button>${words.join}</button>
      </div>
      <p id="join-hint" class=${acts.joinProblem ? 'hint wrong' : 'hint'} role="status">
        ${acts.joinProblem ?? words.joinHint}
      </p>
    </form>
  `;
}

/** What people type as a room's name becomes one that the protocol allows, where it is plain how. */
function join(event, acts) {
  event.preventDefault();
  const field = event.currentTarget.elements.room;
  const room = field.value.trim().replace(/^#/, '').toLowerCase().replace(/\s+/g, '-');
  if (!ROOM.test(room)) {
    acts.joinFailed(words.badRoom);
    field.focus();
    return;
  }
  acts.join(room, () => {
    field.value = '';
  });
}
