import { html, nothing } from '../../lit/lit-html.js';
import { folded } from '../../state/folded.js';
import { namesApart } from '../../state/names.js';
import { avatar } from '../avatar.js';
import { words } from '../words.js';

const MAX_SHOWN = 50;

/** A list of people with checkboxes, filtered by the field above it. */
export function peoplePicker({ query = '', picked = new Set() }, people, chat, actions) {
  const wanted = folded(query).trim();
  const matching = people
    .filter(({ name }) => folded(name).includes(wanted))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name))
    .slice(0, MAX_SHOWN);
  const label = namesApart(people);
  const tick = (id) => {
    const now = new Set(picked);
    if (!now.delete(id)) {
      now.add(id);
    }
    actions.changeSheet({ picked: now });
  };
  return html`
    <input
      id="picker-query"
      type="search"
      aria-label=${words.findPeople}
      placeholder=${words.findPeople}
      autocomplete="off"
      @input=${({ currentTarget }) => actions.searchPeople(currentTarget.value)}
    />
    <ul class="picker list" role="list" aria-label=${words.people}>
      ${matching.map(
        ({ id, name, online }) => html`
          <li>
            <label class="row">
              ${avatar(id, name, { round: true, online })}
              <span class="what"><span class="title">${label({ id, name })}</span> <span class="counts">${words.presence(online)}</span></span>
              <input type="checkbox" value=${id} .checked=${picked.has(id)} @change=${() => tick(id)} />
            </label>
          </li>
        `,
      )}
    </ul>
    ${matching.length === 0 ? html`<p class="hint" role="status">${chat.personSearch.searching ? words.loading : words.noMatchingPeople}</p>` : nothing}
  `;
}
