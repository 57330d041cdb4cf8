import { html, nothing } from '../../lit/lit-html.js';
import { avatar } from '../avatar.js';
import { words } from '../words.js';

/** Who has put an emoji on a message, a page at a time; a choice of the emoji that it has. */
export function reactorsSheet(about, chat, actions, { sheet }) {
  const { room, message, emoji, users = [], cursor, asking, problem } = about;
  const kinds = Object.entries(room.shown.get(message.id)?.reactions ?? {});
  const label = room.labelAmong(users);
  return html`
    <h2 id="sheet-title">${words.reactors}</h2>
    <fieldset id="reaction-kinds">
      <legend class="visually-hidden">${words.reactors}</legend>
      <div class="segments">
        ${kinds.map(
          ([kind, { count }]) => html`<label>
            <input type="radio" name="kind" aria-label=${words.reaction(kind, count)} ?data-first=${kind === emoji} .checked=${kind === emoji} @change=${() => askForReactors(sheet, kind)} />
            <span aria-hidden="true">${kind} ${count}</span>
          </label>`,
        )}
      </div>
    </fieldset>
    <ul id="reactors" class="list" role="list" aria-label=${words.reactors} aria-busy=${asking ? 'true' : 'false'}>
      ${users.map((user) => html`<li class="row">${avatar(user.id, user.name, { round: true })}<span class="title">${label(user)}</span></li>`)}
    </ul>
    ${cursor ? html`<button type="button" class="plain" id="more-reactors" @click=${() => askForReactors(sheet, emoji, cursor)}>${words.showMoreReactors}</button>` : nothing}
    <p class="hint" role="status">${asking ? words.loading : users.length === 0 && !problem ? words.noReactors : nothing}</p>
    ${problem ? html`<p class="hint wrong" role="alert">${problem}</p>` : nothing}
    <div class="choices"><button type="button" @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

/** Fills the open dialog with those who reacted with an emoji; with a `cursor` adds the next page. */
export async function askForReactors(sheet, emoji, cursor) {
  const { current } = sheet;
  const { room, message } = current;
  const before = cursor ? current.users : [];
  sheet.change({ emoji, users: before, cursor: undefined, asking: true, problem: undefined });
  const answer = await room.reactors(message, emoji, cursor).catch((refusal) => ({ refusal }));
  if (answer.refusal && answer.refusal.code === undefined) {
    throw answer.refusal;
  }
  if (sheet.current !== current || current.emoji !== emoji) {
    return;
  }
  sheet.change(
    answer.refusal
      ? { asking: false, problem: words.refused(answer.refusal, 'receipts') }
      : { asking: false, users: [...before, ...answer.users], cursor: answer.cursor },
  );
}
