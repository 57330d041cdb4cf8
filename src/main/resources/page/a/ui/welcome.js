import { html, nothing } from '../lit/lit-html.js';
import { closeIcon, linkIcon, penIcon, plusIcon, replyIcon, smileIcon, tickIcon } from './icons.js';
import { byTouch } from './touch.js';
import { words } from './words.js';

const GUEST = /^Guest \d{4}$/;

/**
 * Greets a newcomer in the first room that they see, below the messages that were there: what this is, their name, the
 * room's link, and what to try. It goes when they dismiss it, or once they have a name and come again.
 */
export class Welcome {
  #chat;
  #settings;
  #place;

  constructor(chat, settings) {
    this.#chat = chat;
    this.#settings = settings;
  }

  /** After which position of this room it is; `undefined` if it is not there. */
  after(room) {
    const { me } = this.#chat;
    if (!me || this.#settings.greeted || room.more === undefined || !(this.#place || GUEST.test(me.name))) {
      return undefined;
    }
    this.#place ??= { room: room.id, after: room.log.last?.seq ?? 0 };
    return this.#place.room === room.id ? this.#place.after : undefined;
  }

  view(room, actions) {
    const { name } = this.#chat.me;
    const guest = GUEST.test(name);
    return html`
      <section id="welcome" aria-labelledby="welcome-title">
        <h2 id="welcome-title">${words.welcome.title}</h2>
        <p>${words.welcome.what}</p>
        <div class="first">
          <p>${guest ? words.welcome.guest(name) : html`${tickIcon()} ${words.welcome.named(name)}`}</p>
          ${guest ? html`<button type="button" class="strong" data-act="name" @click=${() => actions.openNameDialog()}>${penIcon()}${words.chooseName}</button>` : nothing}
          ${room.kind === 'public' ? html`<button type="button" data-act="link" @click=${() => actions.copyRoomLink(room)}>${linkIcon()}${words.copyRoomLink}</button>` : nothing}
        </div>
        <h3>${words.welcome.tries}</h3>
        <ul class="list">
          ${attempt('hello', penIcon, words.welcome.hello, words.welcome.helloHint, () => actions.writeHere())}
          ${attempt('own', plusIcon, words.welcome.own, words.welcome.ownHint, () => actions.nameRoom())}
          ${attempt('answer', byTouch() ? replyIcon : smileIcon, words.welcome.answer, byTouch() ? words.welcome.answerHintTouch : words.welcome.answerHint, () => actions.tryMenu())}
        </ul>
        <button type="button" class="round" aria-label=${words.dismiss} @click=${() => actions.dismissWelcome()}>${closeIcon()}</button>
      </section>
    `;
  }
}

function attempt(act, icon, title, hint, go) {
  return html`
    <li>
      <button type="button" class="row" data-act=${act} @click=${go}>
        <span class="sign">${icon()}</span><span class="what"><span class="title">${title}</span> <span class="hint">${hint}</span></span>
      </button>
    </li>
  `;
}

/** Puts the greeting into a timeline, if the part that is shown reaches its place. */
export function withWelcome(items, after, { fromStart, toEnd }) {
  const index = items.findLastIndex(({ message, state }) => state === 'stored' && message.seq <= after);
  if (after === undefined || (index < 0 && !fromStart) || (index === items.length - 1 && !toEnd)) {
    return items;
  }
  return items.toSpliced(index + 1, 0, { key: 'welcome', welcome: true });
}
