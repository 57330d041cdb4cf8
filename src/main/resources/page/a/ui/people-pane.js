import { html, nothing } from '../lit/lit-html.js';
import { repeat } from '../lit/directives/repeat.js';
import { avatar } from './avatar.js';
import { backIcon } from './icons.js';
import { roomHref } from './route.js';
import { words } from './words.js';

/** The right pane: who belongs to the open room, those who are online first. */
export function peoplePane(chat, acts) {
  const { room } = chat;
  return html`
    <section id="people" aria-labelledby="people-title" tabindex="-1">
      <header class="pane-head">
        ${
          room
            ? html`<a class="round phone" id="to-room" href=${roomHref(room.id)} aria-label=${words.backToRoom}>${backIcon()}</a>`
            : nothing
        }
        <div class="room-facts">
          <h2 id="people-title">${words.people}</h2>
          ${room ? html`<p class="facts" id="people-counts">${words.peopleOf(room.online, room.members)}</p>` : nothing}
        </div>
      </header>
      ${room ? members(chat, room, acts) : nothing}
    </section>
  `;
}

function members(chat, room, acts) {
  return html`
    <div class="pane-body">
      <ul id="people-list" class="list" aria-label=${words.people}>
        ${repeat(
          room.people.list,
          ({ id }) => id,
          (member) => person(member, chat.me),
        )}
      </ul>
      ${
        room.people.cursor
          ? html`<button type="button" class="plain" id="show-more-people" @click=${() => chat.morePeople()}>${words.showMorePeople}</button>`
          : nothing
      }
      <button type="button" class="plain leave" id="leave" @click=${() => acts.leave(room.id)}>${words.leave}</button>
    </div>
  `;
}

function person({ id, name, online, role }, me) {
  const what = [online ? words.online : words.offline, words.roles[role], id === me?.id && words.you].filter(Boolean);
  return html`
    <li class="row" data-user=${id} data-online=${online ? 'true' : 'false'}>
      ${avatar(id, name)}
      <span class="what"><span class="title">${name}</span> <span class="counts">${what.join(', ')}</span></span>
    </li>
  `;
}
