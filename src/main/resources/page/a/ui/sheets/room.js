import { html, nothing } from '../../lit/lit-html.js';
import { titleOf } from '../conversation.js';
import { words } from '../words.js';

/** What can be changed about a room. */
export function roomSheet({ room, problem, wrongTitle, wrongTopic }, chat, actions) {
  const save = (event) => {
    event.preventDefault();
    actions.retitle(room, event.currentTarget.elements.title.value.trim());
  };
  const saveTopic = (event) => {
    event.preventDefault();
    actions.changeTopic(room, event.currentTarget.elements.topic.value.trim());
  };
  return html`
    <h2 id="sheet-title">${titleOf(room, chat.me)}</h2>
    ${room.topic && !room.canModerate ? html`<p class="topic" dir="auto">${room.topic}</p>` : nothing}
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
            <form @submit=${saveTopic}>
              <label for="room-topic">${words.topic}</label>
              <div class="field">
                <input
                  id="room-topic"
                  name="topic"
                  maxlength="250"
                  dir="auto"
                  autocomplete="off"
                  .value=${room.topic}
                  aria-invalid=${wrongTopic ? 'true' : 'false'}
                  aria-describedby=${wrongTopic ? 'room-topic-problem' : 'room-topic-hint'}
                />
                <button id="save-topic">${words.save}</button>
              </div>
              <p class="hint" id="room-topic-hint">${words.topicHint}</p>
              ${wrongTopic ? html`<p class="hint wrong" id="room-topic-problem" role="alert">${wrongTopic}</p>` : nothing}
            </form>
            <button type="button" data-act="invite" @click=${() => actions.openInvite(room)}>${words.invite}</button>
          `
        : nothing
    }
    ${room.provisional ? nothing : ownChoices(room, actions)}
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices">
      ${room.provisional ? nothing : html`<button type="button" class="hard" data-act="leave" @click=${() => actions.leave(room.id)}>${room.direct ? words.hide : words.leave}</button>`}
      <button type="button" @click=${() => actions.closeSheet()}>${words.close}</button>
    </div>
  `;
}

/** What every member may choose for themselves. */
function ownChoices(room, actions) {
  return html`
    <fieldset id="notify-level">
      <legend>${words.notifyLevel}</legend>
      <div class="segments">
        ${Object.entries(words.notifyLevels).map(
          ([level, name]) => html`<label>
            <input type="radio" name="level" value=${level} .checked=${room.notifiesOf === level} @change=${() => actions.chooseNotifyLevel(room, level)} />
            <span>${name}</span>
          </label>`,
        )}
      </div>
    </fieldset>
    <button type="button" data-act="date" @click=${() => actions.openDate(room)}>${words.jumpToDate}</button>
    ${room.direct ? nothing : html`<button type="button" data-act="link" @click=${() => actions.copyRoomLink(room)}>${words.copyRoomLink}</button>`}
  `;
}
