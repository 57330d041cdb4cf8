import { html, nothing } from '../../lit/lit-html.js';
import { avatar } from '../avatar.js';
import { words } from '../words.js';

const MOST = 50;

/** A list of people to tick, narrowed by what stands in the field above it. */
export function peoplePicker({ query = '', picked = new Set() }, people, acts) {
  const fitting = people
    .filter(({ name }) => name.toLocaleLowerCase().includes(query.trim().toLocaleLowerCase()))
    .sort((one, other) => Number(other.online) - Number(one.online) || one.name.localeCompare(other.name))
    .slice(0, MOST);
  const tick = (id) => {
    const now = new Set(picked);
    if (!now.delete(id)) {
      now.add(id);
    }
    acts.changeSheet({ picked: now });
  };
  return html`
    <input
      id="picker-query"
      type="search"
      aria-label=${words.findPeople}
      placeholder=${words.findPeople}
      autocomplete="off"
      @input=${({ currentTarget }) => acts.changeSheet({ query: currentTarget.value })}
    />
    <ul class="picker list" role="list" aria-label=${words.people}>
      ${fitting.map(
        ({ id, name, online }) => html`
          <li>
            <label class="row">
              ${avatar(id, name, { round: true, online })}
              <span class="what"><span class="title">${name}</span> <span class="counts">${words.presence(online)}</span></span>
              <input type="checkbox" value=${id} .checked=${picked.has(id)} @change=${() => tick(id)} />
            </label>
          </li>
        `,
      )}
    </ul>
    ${fitting.length === 0 ? html`<p class="hint">${words.noMatchingPeople}</p>` : nothing}
  `;
}
