import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { beginsAWord, folded } from '../state/folded.js';
import { isBot } from '../state/names.js';
import { avatar } from './avatar.js';
import { backIcon, plusIcon } from './icons.js';
import { roomHref } from './route.js';
import { untilTime } from './until.js';
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
  const { memberSearch: search } = chat;
  const query = folded(chat.peopleQuery ?? '');
  const people = query.trim() === '' ? room.people.list : matching(room, search, query);
  const label = room.labelAmong(people);
  const more = query.trim() === '' ? room.people.cursor && (() => chat.morePeople()) : search.cursor && (() => search.more());
  return html`
    <div class="pane-body">
      ${room.people.cursor || query ? searchField(chat) : nothing}
      <ul id="people-list" class="list" aria-label=${words.members}>
        ${repeat(
          people,
          ({ id }) => id,
          (member) => person(member, label(member), chat, actions),
        )}
      </ul>
      ${people.length === 0 && query ? html`<p class="hint" role="status">${search.searching ? words.loading : words.noResults}</p>` : nothing}
      ${more ? html`<button type="button" class="plain" id="show-more-people" @click=${more}>${words.showMoreMembers}</button>` : nothing}
      ${query ? nothing : restricted(chat, room, actions)}
      ${room.provisional ? nothing : html`<button type="button" class="plain leave" id="leave" @click=${() => actions.leave(room.id)}>${room.direct ? words.hide : words.leave}</button>`}
    </div>
  `;
}

/** Those who are loaded and match, and those whom the server has found; those online first. */
function matching(room, search, query) {
  const all = new Map([...search.found, ...room.people.list].map((member) => [member.id, member]));
  return [...all.values()]
    // A blank at the end of the query: the word before it is complete, and may be the last.
    .filter(({ name }) => beginsAWord(`${name} `, query))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
}

function searchField(chat) {
  return html`
    <input
      id="people-query"
      type="search"
      autocomplete="off"
      aria-label=${words.findPeople}
      aria-controls="people-list"
      placeholder=${words.findPeople}
      .value=${chat.peopleQuery ?? ''}
      @input=${({ currentTarget }) => chat.findPeople(currentTarget.value)}
    />
  `;
}

function person({ id, name, online, role }, label, chat, actions) {
  const own = id === chat.me?.id;
  const muted = chat.restricted.mutedUntil(chat.room, id);
  const state = muted === undefined ? undefined : mutedState(muted, chat.now);
  const what = [isBot({ id }) && words.bot, words.presence(online), words.roles[role], own && words.you, chat.groups.isBlocked(id) && words.blocked, state];
  return html`
    <li>
      <button type="button" class="row" data-user=${id} data-online=${online ? 'true' : 'false'} @click=${() => actions.openPerson({ id, name, online, role })}>
        ${avatar(id, name, { round: true, online })}
        <span class="what"><span class="title">${label}</span> <span class="counts">${what.filter(Boolean).join(', ')}</span></span>
      </button>
    </li>
  `;
}

function mutedState(until, now) {
  return until === 0 ? words.mutedPerson : until > now ? words.mutedPersonUntil(untilTime(until, now)) : undefined;
}

/** For moderators: who is muted and who is banned, so that it can be undone. */
function restricted(chat, room, actions) {
  const { muted, banned } = chat.restricted.of(room);
  const list = (kind, { list: users, cursor }, title, verb, undo) => {
    const lasting = users.filter(({ until }) => until === 0 || until > chat.now);
    if (lasting.length === 0) {
      return nothing;
    }
    const label = room.labelAmong(lasting);
    return html`
      <h2 id=${`${kind}-title`}>${title}</h2>
      <ul id=${`${kind}-list`} class="list" aria-labelledby=${`${kind}-title`}>
        ${repeat(
          lasting,
          ({ id }) => id,
          (user) => html`
            <li class="row" data-user=${user.id}>
              ${avatar(user.id, user.name, { round: true })}
              <span class="what"
                ><span class="title">${label(user)}</span> <span class="counts">${user.until === 0 ? words.withoutEnd : words.untilTime(untilTime(user.until, chat.now))}</span></span
              >
              <button type="button" class="plain" data-act=${verb} aria-label=${`${undo}: ${label(user)}`} @click=${() => actions.moderate(verb, room, user)}>${undo}</button>
            </li>
          `,
        )}
      </ul>
      ${cursor ? html`<button type="button" class="plain" @click=${() => chat.restricted.more(room, kind)}>${words.showMoreMembers}</button>` : nothing}
    `;
  };
  return html`
    ${list('muted', muted, words.mutedPeople, 'unmute', words.unmute)} ${list('banned', banned, words.bannedPeople, 'unban', words.unban)}
  `;
}
