import { html, nothing } from '../../lit/lit-html.js';
import { isReversible } from '../../state/reversible.js';
import { titleOf } from '../room-title.js';
import { words } from '../words.js';

/** What can be changed about a room. */
export function roomSheet({ room, problem, wrongTitle }, chat, actions) {
  const save = (event) => {
    event.preventDefault();
    actions.retitle(room, event.currentTarget.elements.title.value.trim());
  };
  return html`
    <h2 id="sheet-title">${titleOf(room, chat.me)}</h2>
    <p class="hint">${[words.kinds[room.kind], words.roles[room.role]].filter(Boolean).join(', ')}</p>
    ${
      room.canModerate
        ? html`
            <form @submit=${save}>
              <label for="room-name">${words.roomName}</label>
              <div class="field">
                <input
                  id="room-name"
                  name="title"
                  data-first
                  maxlength="80"
                  required
                  autocomplete="off"
                  .value=${room.title}
                  aria-invalid=${wrongTitle ? 'true' : 'false'}
                  aria-describedby=${wrongTitle ? 'room-name-problem' : nothing}
                />
                <button id="retitle">${words.save}</button>
              </div>
              ${wrongTitle ? html`<p class="hint wrong" id="room-name-problem" role="alert">${wrongTitle}</p>` : nothing}
            </form>
            <button type="button" data-act="invite" @click=${() => actions.openInvite(room)}>${words.invite}</button>
          `
        : nothing
    }
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices">
      ${room.provisional ? nothing : html`<button type="button" class=${isReversible('leave', { room }) ? '' : 'hard'} data-act="leave" @click=${() => actions.leave(room.id)}>${room.direct ? words.hide : words.leave}</button>`}
      <button type="button" @click=${() => actions.closeSheet()}>${words.close}</button>
    </div>
  `;
}
