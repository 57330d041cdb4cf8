import { html, nothing } from '../../lit/lit-html.js';
import { beginsAWord, folded } from '../../state/folded.js';
import { namesApart } from '../../state/names.js';
import { avatar, roomAvatar } from '../avatar.js';
import { titleOf } from '../room-title.js';
import { words } from '../words.js';

const MAX_SHOWN = 12;

/** Goes to a room or person by a few letters of the name: arrow keys select, Enter opens. */
export function switcherSheet({ query = '', chosen = 0, problem }, chat, actions) {
  const places = matching(chat, query, actions);
  const go = (event) => {
    event.preventDefault();
    places[chosen]?.go();
  };
  const keyed = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && places.length > 0) {
      event.preventDefault();
      actions.changeSheet({ chosen: (chosen + step + places.length) % places.length });
    }
  };
  return html`
    <form @submit=${go}>
      <h2 id="sheet-title" class="visually-hidden">${words.switchTitle}</h2>
      <input
        id="switch-query"
        type="search"
        data-first
        role="combobox"
        autocomplete="off"
        aria-expanded="true"
        aria-controls="places"
        aria-activedescendant=${places.length > 0 ? `place-${chosen}` : nothing}
        aria-label=${words.switchTitle}
        placeholder=${words.switchHint}
        @keydown=${keyed}
        @input=${({ currentTarget }) => actions.search(currentTarget.value)}
      />
      <ul id="places" class="picker list" role="listbox" aria-label=${words.rooms}>
        ${places.map(
          ({ sign, title, hint, go: turn }, index) => html`
            <li class="row" role="option" id=${`place-${index}`} aria-selected=${index === chosen ? 'true' : 'false'} @click=${turn}>
              ${sign}<span class="what"><span class="title">${title}</span> <span class="counts">${hint}</span></span>
            </li>
          `,
        )}
      </ul>
      ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
      ${places.length === 0 ? html`<p class="hint" role="status">${chat.roomSearch.searching || chat.personSearch.searching ? words.loading : words.noResults}</p>` : nothing}
    </form>
  `;
}

function matching(chat, query, actions) {
  const wanted = folded(query).trim();
  const places = [...ownRooms(chat, actions), ...people(chat, actions), ...publicRooms(chat, actions)];
  return places
    .filter(({ title, room = '' }) => folded(title ?? '').includes(wanted) || beginsAWord(room, wanted))
    .slice(0, MAX_SHOWN)
    .map((place, _, all) => (place.user ? { ...place, title: namesApart(all.map(({ user }) => user ?? {}))(place.user) } : place));
}

function ownRooms(chat, actions) {
  return chat.rooms.list.map((room) => ({
    sign: roomAvatar(room),
    title: titleOf(room, chat.me),
    user: room.direct && room.with.id !== chat.me?.id ? room.with : undefined,
    hint: room.unread > 0 ? words.unread(room.unread) : room.direct ? words.presence(room.with.online) : words.kinds[room.kind],
    go: () => actions.switchTo(room.id),
  }));
}

function people(chat, actions) {
  const known = new Set(chat.rooms.all.filter(({ direct }) => direct).map(({ with: other }) => other.id));
  return chat.knownPeople
    .filter(({ id }) => !known.has(id))
    .map((user) => ({
      sign: avatar(user.id, user.name ?? '', { round: true, online: user.online }),
      title: user.name,
      user,
      hint: words.presence(user.online),
      go: () => actions.openDirect(user),
    }));
}

function publicRooms(chat, actions) {
  const all = new Map([...chat.directory.list, ...chat.roomSearch.found].map((line) => [line.room, line]));
  const label = chat.rooms.labelAmong([...all.values()]);
  return [...all.values()]
    .filter(({ room, members }) => !chat.rooms.get(room) && members !== undefined)
    .map(({ room, title, members, online }) => ({
      room,
      sign: avatar(room, title || room),
      title: label({ room, title }),
      hint: words.counts(members, online),
      go: () => actions.joinFromSheet(room),
    }));
}
