import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { avatar } from './avatar.js';
import { backIcon, plusIcon } from './icons.js';
import { roomHref } from './route.js';
import { words } from './words.js';

/** The right pane: the members of the open room, those online first. */
export function peoplePane(chat, actions) {
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
          <h2 id="people-title">${words.members}</h2>
          ${room && !room.direct ? html`<p class="facts" id="people-counts">${words.onlineOf(room.online, room.members)}</p>` : nothing}
        </div>
        ${
          room?.kind !== 'direct' && room?.canModerate
            ? html`<button type="button" class="round" id="invite" aria-label=${words.invite} title=${words.invite} @click=${() => actions.openInvite(room)}>${plusIcon()}</button>`
            : nothing
        }
      </header>
      ${room ? members(chat, room, actions) : nothing}
    </section>
  `;
}

function members(chat, room, actions) {
  return html`
    <div class="pane-body">
      <ul id="people-list" class="list" aria-label=${words.members}>
        ${repeat(
          room.people.list,
          ({ id }) => id,
          (member) => person(member, chat, actions),
        )}
      </ul>
      ${
        room.people.cursor
          ? html`<button type="button" class="plain" id="show-more-people" @click=${() => chat.morePeople()}>${words.showMoreMembers}</button>`
          : nothing
      }
      ${banned(room, actions)}
      ${room.provisional ? nothing : html`<button type="button" class="plain leave" id="leave" @click=${() => actions.leave(room.id)}>${room.direct ? words.hide : words.leave}</button>`}
    </div>
  `;
}

function person({ id, name, online, role }, chat, actions) {
  const own = id === chat.me?.id;
  const what = [words.presence(online), words.roles[role], own && words.you, chat.groups.isBlocked(id) && words.blocked];
  return html`
    <li>
      <button type="button" class="row" data-user=${id} data-online=${online ? 'true' : 'false'} @click=${() => actions.openPerson({ id, name, online, role })}>
        ${avatar(id, name, { round: true, online })}
        <span class="what"><span class="title">${name}</span> <span class="counts">${what.filter(Boolean).join(', ')}</span></span>
      </button>
    </li>
  `;
}

/** The users whom this page has banned, so that a ban can be undone: they are no longer in the list of members. */
function banned(room, actions) {
  if (!room.banned?.length) {
    return nothing;
  }
  return html`
    <h2>${words.bannedPeople}</h2>
    <ul id="banned-list" class="list">
      ${room.banned.map(
        (user) => html`
          <li class="row">
            <span class="what"><span class="title">${user.name}</span></span>
            <button type="button" class="plain" data-act="unban" @click=${() => actions.moderate('unban', room, user)}>${words.unban}</button>
          </li>
        `,
      )}
    </ul>
  `;
}
