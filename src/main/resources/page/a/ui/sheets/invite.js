import { html, nothing } from '../../lit/lit-html.js';
import { words } from '../words.js';
import { peoplePicker } from './picker.js';

/** Adds people to a room. */
export function inviteSheet(sheet, chat, actions) {
  const { room } = sheet;
  const people = chat.knownPeople.filter(({ id, name }) => name && !room.people.get(id));
  const bring = (event) => {
    event.preventDefault();
    actions.invitePeople(room, people.filter(({ id }) => sheet.picked?.has(id)));
  };
  return html`
    <form @submit=${bring}>
      <h2 id="sheet-title">${words.inviteTo(room.title)}</h2>
      ${peoplePicker(sheet, people, chat, actions)}
      ${sheet.problem ? html`<p class="hint wrong" role="alert">${sheet.problem}</p>` : nothing}
      <div class="choices">
        <button type="button" @click=${() => actions.closeSheet()}>${words.cancel}</button>
        <button id="invite-go" class="strong" ?disabled=${!sheet.picked?.size}>${words.inviteCount(sheet.picked?.size ?? 0)}</button>
      </div>
    </form>
  `;
}
