import { html, nothing } from '../lit/lit-html.js';
import { moment, number } from './numbers.js';
import { pagerView, tableView } from './table-view.js';
import { words } from './words.js';

const PAUSE_MS = 300;
let typing;

/** Who is connected, and what can be done about it. */
export function peopleView(desk, { end, revoke }) {
  const { page } = desk.people;
  return tableView({
    id: 'people',
    title: words.people,
    intro: search(desk, page),
    rows: page?.users,
    key: ({ id }) => id,
    none: words.nobody,
    columns: [
      { name: words.name, kind: 'name', cell: ({ name, id }) => html`<span dir="auto">${name}</span> <code>${id}</code>` },
      { name: words.pods, kind: 'id', cell: ({ pods }) => pods.join(', ') },
      { name: words.connections, kind: 'number', cell: ({ connections }) => number(connections) },
      { name: words.rooms, kind: 'number', cell: ({ rooms }) => number(rooms) },
      { name: words.since, cell: ({ since }) => moment(since) },
      {
        name: words.actions,
        kind: 'acts',
        cell: (person) => html`
          <button type="button" class="end" aria-label=${words.endOf(person.name, person.id)} @click=${() => end(person)}>${words.end}</button>
          ${
            isBot(person)
              ? nothing
              : html`<button type="button" class="hard revoke" aria-label=${words.revokeOf(person.name, person.id)} @click=${() => revoke(person)}>${words.revoke}</button>`
          }
        `,
      },
    ],
    below: pagerView(desk, desk.people, words.people),
  });
}

function search(desk, page) {
  return html`
    <form
      role="search"
      @submit=${(event) => {
        event.preventDefault();
        clearTimeout(typing);
        desk.search(event.currentTarget.querySelector('input').value);
      }}
    >
      <label for="query">${words.search}</label>
      <input
        id="query"
        type="search"
        maxlength="100"
        autocomplete="off"
        spellcheck="false"
        @input=${({ currentTarget }) => {
          clearTimeout(typing);
          typing = setTimeout(() => desk.search(currentTarget.value), PAUSE_MS);
        }}
      />
    </form>
    ${page?.silent.length > 0 ? html`<p class="hint wrong" id="silent" role="status">${words.silent(page.silent.join(', '))}</p>` : nothing}
  `;
}

/** A bot has no tokens to revoke; who ends its key ends its connections. */
function isBot({ id }) {
  return id.startsWith('bot0');
}
