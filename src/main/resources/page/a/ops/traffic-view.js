import { html } from '../lit/lit-html.js';
import { number } from './numbers.js';
import { pagerView, tableView } from './table-view.js';
import { words } from './words.js';

/** The rooms with the most messages of the last minute. */
export function roomsView(desk) {
  return tableView({
    id: 'rooms',
    title: words.liveliest,
    rows: desk.rooms.page?.rooms,
    key: ({ room }) => room,
    none: words.quiet,
    columns: [
      { name: words.room, kind: 'id', cell: ({ room }) => room },
      { name: words.kind, cell: ({ kind }) => words.roomKinds[kind] ?? kind },
      { name: words.messages, kind: 'number', cell: ({ messages }) => number(messages) },
    ],
    below: pagerView(desk, desk.rooms, words.liveliest),
  });
}

/** The people who sent the most. */
export function talkersView(desk) {
  return tableView({
    id: 'talkers',
    title: words.talkers,
    rows: desk.talkers.page?.users,
    key: ({ id }) => id,
    none: words.quiet,
    columns: [
      { name: words.user, kind: 'id', cell: ({ id }) => html`<button type="button" class="plain find" aria-label=${words.find(id)} @click=${() => find(desk, id)}>${id}</button>` },
      { name: words.messages, kind: 'number', cell: ({ messages }) => number(messages) },
    ],
    below: pagerView(desk, desk.talkers, words.talkers),
  });
}

/** Looks for somebody among those who are connected. */
function find(desk, id) {
  const field = document.querySelector('#query');
  field.value = id;
  field.focus();
  desk.search(id);
}
