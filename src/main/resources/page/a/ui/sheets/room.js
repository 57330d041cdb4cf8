import { html, nothing } from '../../lit/lit-html.js';
import { isReversible } from '../../state/reversible.js';
import { titleOf } from '../room-title.js';
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
          `
        : nothing
    }
    ${room.provisional ? nothing : ownChoices(room, actions)}
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices">
      ${room.provisional ? nothing : html`<button type="button" class=${isReversible('leave', { room }) ? '' : 'hard'} data-act="leave" @click=${() => actions.leave(room.id)}>${room.direct ? words.hide : words.leave}</button>`}
      <button type="button" @click=${() => actions.closeSheet()}>${words.close}</button>
    </div>
  `;
}

/** What members do with a room, and choose for themselves, one in each row. */
function ownChoices(room, actions) {
  const act = (id, label, go) => html`<button type="button" class="line" data-act=${id} @click=${go}><span class="title">${label}</span></button>`;
  return html`
    <div class="lines-of">
      <label class="line" for="notify-level">
        <span class="what"><span class="title">${words.notifyLevel}</span></span>
        <select id="notify-level" data-first @change=${({ currentTarget }) => actions.chooseNotifyLevel(room, currentTarget.value)}>
          ${Object.entries(words.notifyLevels).map(([level, name]) => html`<option value=${level} ?selected=${room.notifiesOf === level}>${name}</option>`)}
        </select>
      </label>
      ${room.canModerate && !room.direct ? writers(room, actions) : nothing}
      ${room.canModerate ? act('invite', words.invite, () => actions.openInvite(room)) : nothing}
      ${room.direct ? nothing : act('link', words.copyRoomLink, () => actions.copyRoomLink(room))}
      ${act('date', words.jumpToDate, () => actions.openDate(room))}
    </div>
  `;
}

function writers(room, actions) {
  return html`
    <label class="line" for="writers">
      <span class="what"><span class="title">${words.whoMayWrite}</span></span>
      <select id="writers" @change=${({ currentTarget }) => actions.chooseWriters(room, currentTarget)}>
        ${Object.entries(words.writers).map(([who, name]) => html`<option value=${who} .selected=${room.write === who}>${name}</option>`)}
      </select>
    </label>
  `;
}
