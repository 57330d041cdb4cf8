import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { avatar, roomAvatar } from './avatar.js';
import { titleOf } from './room-title.js';
import { gearIcon, logo, penIcon, plusIcon, searchIcon } from './icons.js';
import { previewOf } from './message.js';
import { roomHref } from './route.js';
import { listTime, machineTime } from './times.js';
import { words } from './words.js';

/**
 * The left pane: a field that opens or creates a room, the user's rooms, the public rooms, and the user. `composer` knows what is
 * begun in a room.
 */
export function roomsPane(chat, actions, composer, signIn) {
  const { directory } = chat;
  return html`
    <nav id="rooms" aria-label=${words.rooms} tabindex="-1">
      <header class="brand">
        ${logo()}<span class="wordmark">${words.app}</span>
        <button type="button" class="round" id="switch-button" aria-label=${words.switchTitle} title=${words.switchKeys} @click=${() => actions.openSwitcher()}>
          ${searchIcon()}
        </button>
        <button type="button" class="round" id="new-group" aria-label=${words.newGroup} title=${words.newGroup} @click=${() => actions.openNewGroup()}>
          ${plusIcon()}
        </button>
      </header>
      <div class="pane-body">
        ${joinForm(actions)}
        <h2 id="your-rooms">${words.yourRooms}</h2>
        <ul id="my-rooms" class="list" aria-labelledby="your-rooms">
          ${repeat(
            chat.rooms.list,
            ({ id }) => id,
            (room) => ownRoom(room, chat, composer),
          )}
        </ul>
        <h2 id="more-rooms">${words.moreRooms}</h2>
        ${directory.total === undefined ? html`<p class="hint" id="room-total">${words.loadingRooms}</p>` : moreRooms(chat, actions)}
      </div>
      ${self(chat, actions, signIn)}
    </nav>
  `;
}

function self(chat, actions, signIn) {
  const name = chat.me?.name ?? '';
  return html`
    <footer class="self">
      ${avatar(chat.me?.id ?? '', name, { round: true })}
      <button type="button" class="plain name" id="name-button" aria-label=${words.changeName(name)} @click=${() => actions.openNameDialog()}>
        <span id="own-name">${name}</span>${penIcon()}
      </button>
      ${signIn.possible && !signIn.member ? html`<button type="button" id="sign-in" @click=${() => actions.signIn()}>${words.signIn}</button>` : nothing}
      <button type="button" class="round" id="settings-button" aria-label=${words.settings} @click=${() => actions.openSettings()}>${gearIcon()}</button>
    </footer>
  `;
}

function moreRooms(chat, actions) {
  const { directory } = chat;
  const others = directory.list.filter(({ room }) => !chat.rooms.get(room));
  const label = chat.rooms.labelAmong(directory.list);
  return html`
    <p class="hint" id="room-total" data-total=${directory.total}>${words.roomTotal(directory.total)}</p>
    <ul id="all-rooms" class="list" aria-labelledby="more-rooms">
      ${repeat(
        others,
        ({ room }) => room,
        (room) => otherRoom(room, label(room), actions),
      )}
    </ul>
    ${others.length === 0 ? html`<p class="hint">${words.noOtherRooms}</p>` : nothing}
    ${
      directory.cursor
        ? html`<button type="button" class="plain" id="show-more-rooms" @click=${() => chat.moreRooms()}>${words.showMoreRooms}</button>`
        : nothing
    }
  `;
}

function ownRoom(room, chat, composer) {
  const here = room.id === chat.current;
  return html`
    <li>
      <a class="row" href=${roomHref(room.id)} data-room=${room.id} aria-current=${here ? 'page' : nothing}>
        ${roomAvatar(room)}
        <span class="what">
          <span class="title">${titleOf(room, chat.me)}</span>
          ${room.direct ? html`<span class="visually-hidden">${words.presence(room.with.online)}</span>` : nothing}
          ${lastMessage(room, chat, here ? undefined : composer.begunIn(room.id))}
        </span>
        <span class="lately">
          ${room.log.last ? html`<time datetime=${machineTime(room.log.last.at)}>${listTime(room.log.last.at, chat.now)}</time>` : nothing}
          ${unread(room)}
        </span>
      </a>
    </li>
  `;
}

/** What the user has begun to write, else who is typing, or the last message; the member count if there is none. */
function lastMessage(room, chat, begun) {
  if (begun) {
    return html`<span class="counts" data-draft><span class="draft">${words.draft}</span> <span dir="auto">${previewOf({ text: begun })}</span></span>`;
  }
  const writing = chat.typing.in(room.id);
  const { last } = room.log;
  if (writing.length > 0) {
    return html`<span class="counts writing-now">${words.typing(writing.map(room.label))}</span>`;
  }
  if (!last) {
    return room.direct ? html`<span class="counts">${words.presence(room.with.online)}</span>` : counts(room);
  }
  const who = last.from.id === chat.me?.id ? `${words.youPrefix} ` : room.direct ? '' : `${room.label(last.from)}: `;
  return html`<span class="counts" data-last><span dir="auto">${who}${previewOf(last)}</span></span>`;
}

function unread({ unread, mentions, mark, notifyLevel }) {
  if (unread === 0) {
    return mark === undefined
      ? nothing
      : html`<span class="badge" data-marked><span class="visually-hidden">${words.markedUnread}</span></span>`;
  }
  const shown = unread >= 100 ? '99+' : unread;
  return html`<span class="badge" data-unread=${unread} ?data-mentioned=${mentions > 0} ?data-quiet=${notifyLevel === 'none' || (notifyLevel === 'mentions' && mentions === 0)}
    ><span aria-hidden="true">${mentions > 0 ? `@ ${shown}` : shown}</span
    ><span class="visually-hidden">${words.unread(unread)}${mentions > 0 ? `, ${words.mentioned}` : ''}</span></span
  >`;
}

function otherRoom(room, title, actions) {
  return html`
    <li>
      <button type="button" class="row" data-room=${room.room} @click=${() => actions.join(room.room, { from: 'list' })}>
        ${avatar(room.room, room.title || room.room)}
        <span class="what"><span class="title">${title}</span> ${counts(room)}</span>
        <span class="join">${words.join}</span>
      </button>
      ${problem(actions.joinProblem('list', room.room))}
    </li>
  `;
}

function problem(text) {
  return text ? html`<p class="hint wrong" role="alert">${text}</p>` : nothing;
}

function counts({ members, online }) {
  return html`<span class="counts" data-members=${members} data-online=${online}>${words.counts(members, online)}</span>`;
}

/** One row: the room of this name opens, and is created if there is none. */
function joinForm(actions) {
  const wrong = actions.joinProblem('form');
  const open = (event) => {
    event.preventDefault();
    const field = event.currentTarget.elements.room;
    actions.openByName(field.value, {
      done: () => {
        field.value = '';
      },
      failed: () => field.focus(),
    });
  };
  return html`
    <form id="join-form" @submit=${open}>
      <label class="visually-hidden" for="join-room">${words.joinLabel}</label>
      <div class="field">
        <input
          id="join-room"
          name="room"
          autocomplete="off"
          autocapitalize="none"
          enterkeyhint="go"
          spellcheck="false"
          placeholder=${words.joinLabel}
          aria-describedby="join-hint"
          aria-invalid=${wrong ? 'true' : 'false'}
          @input=${() => actions.clearJoinProblem()}
        />
        <button>${words.open}</button>
      </div>
      <p id="join-hint" class="hint wrong" role="status">${wrong ?? nothing}</p>
    </form>
  `;
}
