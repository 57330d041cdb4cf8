import { html, nothing } from '../lit/lit-html.js';
import { avatar } from './avatar.js';
import { words } from './words.js';

/** The members offered for a mention; `label` returns their names. */
export function suggestions(members, chosen, pick, label) {
  if (members.length === 0) {
    return nothing;
  }
  return html`
    <ul id="suggestions" role="listbox" aria-label=${words.mention}>
      ${members.map(
        (member, index) => html`
          <li
            class="row"
            role="option"
            id=${`suggestion-${index}`}
            aria-selected=${index === chosen ? 'true' : 'false'}
            @mousedown=${(event) => event.preventDefault()}
            @click=${() => pick(member)}
          >
            ${avatar(member.id, member.name, { round: true, online: member.online })}<span class="title">${label(member)}</span>
          </li>
        `,
      )}
    </ul>
  `;
}
