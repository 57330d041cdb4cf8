import { html, nothing } from '../../lit/lit-html.js';
import { words } from '../words.js';
import { peoplePicker } from './picker.js';

/** Creates a group with a title, and with members who see it in their lists at once. */
export function groupSheet(sheet, chat, actions) {
  const people = chat.knownPeople.filter(({ name }) => name);
  const make = (event) => {
    event.preventDefault();
    const { title, kind } = event.currentTarget.elements;
    actions.create({ title: title.value.trim(), kind: kind.value, members: [...(sheet.picked ?? [])] });
  };
  return html`
    <form @submit=${make}>
      <h2 id="sheet-title">${words.newGroup}</h2>
      <label for="group-title">${words.roomName}</label>
      <input id="group-title" name="title" data-first maxlength="80" required autocomplete="off" />
      <fieldset class="segments">
        <legend class="visually-hidden">${words.whoCanJoin}</legend>
        <label><input type="radio" name="kind" value="private" checked /><span>${words.privateKind}</span></label>
        <label><input type="radio" name="kind" value="public" /><span>${words.publicKind}</span></label>
      </fieldset>
      ${peoplePicker(sheet, people, chat, actions)}
      ${sheet.problem ? html`<p class="hint wrong" role="alert">${sheet.problem}</p>` : nothing}
      <div class="choices">
        <button type="button" @click=${() => actions.closeSheet()}>${words.cancel}</button>
        <button id="group-make" class="strong">${words.create(sheet.picked?.size ?? 0)}</button>
      </div>
    </form>
  `;
}
