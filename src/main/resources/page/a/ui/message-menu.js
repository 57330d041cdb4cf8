import { html, nothing } from '../lit/lit-html.js';
import { EMOJI, QUICK } from './emoji.js';
import { plusIcon } from './icons.js';
import { placeBeside } from './place.js';
import { words } from './words.js';

/** The menu of a message: a popover that closes when something else is clicked. */
export class MessageMenu {
  #draw;
  #message;
  #all = false;
  #only;
  #held = false;

  constructor(draw) {
    this.#draw = draw;
  }

  /**
   * @param only `reactions`, for nothing but these
   * @param pointer the finger that holds the message: lifting it belongs to the menu then, and does not close it
   */
  open(message, { beside, only, pointer }) {
    this.#message = message;
    this.#all = false;
    this.#only = only;
    this.#held = pointer !== undefined;
    this.#draw.now();
    const menu = document.querySelector('#message-menu');
    menu.showPopover({ source: beside });
    placeBeside(menu, beside);
    menu.querySelector('button')?.focus();
    if (this.#held) {
      menu.setPointerCapture(pointer);
    }
  }

  close() {
    document.querySelector('#message-menu')?.hidePopover();
  }

  view(chat, actions) {
    const message = this.#message;
    return html`
      <div id="message-menu" popover role="menu" aria-label=${words.messageActions} @keydown=${moved}>
        ${message && chat.room ? this.#items(message, chat, actions) : nothing}
      </div>
    `;
  }

  #items(message, chat, actions) {
    if (this.#only === 'reactions') {
      return this.#reactions(message, chat, actions);
    }
    const own = message.from.id === chat.me?.id;
    const { canWrite } = chat.room;
    const item = (id, label, act) =>
      html`<button type="button" role="menuitem" class="item" data-act=${id} @click=${() => this.#act(act)}>${label}</button>`;
    const copy = message.text ? item('copy', words.copy, () => navigator.clipboard?.writeText(message.text)) : nothing;
    if (message.cid) {
      return html`
        ${message.state === 'failed' ? item('retry', words.retry, () => actions.retry(message)) : nothing}
        ${message.text && canWrite ? item('edit', words.edit, () => actions.takeBack(message)) : nothing} ${copy}
        ${item('discard', words.discard, () => actions.discard(message))}
      `;
    }
    return html`
      ${this.#reactions(message, chat, actions)}
      ${canWrite ? item('reply', words.reply, () => actions.reply(message)) : nothing}
      ${copy} ${this.#held && message.text ? item('select', words.selectText, () => actions.selectText(message)) : nothing}
      ${item('link', words.copyLink, () => actions.copyLink(message))} ${item('unread', words.markUnread, () => actions.markUnread(message))}
      ${hasReactions(message, chat) ? item('reactors', words.reactors, () => actions.openReactors(message)) : nothing}
      ${own && canWrite ? item('edit', words.edit, () => actions.edit(message)) : nothing}
      ${own ? nothing : item('direct', words.messagePerson(chat.room.label(message.from)), () => actions.openDirect(message.from))}
      ${own && chat.room.id !== 'lobby' ? item('info', words.messageInfo, () => actions.openInfo(message)) : nothing}
      ${own || chat.room.canModerate ? item('delete', words.delete, () => actions.remove(message)) : nothing}
    `;
  }

  #reactions(message, chat, actions) {
    return html`
      <div class="quick" role="group" aria-label=${words.react}>
        ${(this.#all ? EMOJI : QUICK).map(
          (emoji) =>
            html`<button
              type="button"
              role="menuitem"
              class="emoji"
              @click=${() => this.#act(() => actions.react(message, emoji, !chat.room.shown.get(message.id)?.reactions?.[emoji]?.mine))}
            >
              ${emoji}
            </button>`,
        )}
        ${
          this.#all
            ? nothing
            : html`<button type="button" role="menuitem" class="emoji" aria-label=${words.moreReactions} @click=${() => this.#more()}>${plusIcon()}</button>`
        }
      </div>
    `;
  }

  #act(act) {
    this.close();
    act();
  }

  #more() {
    this.#all = true;
    this.#draw.now();
    document.querySelector('#message-menu .emoji')?.focus();
  }
}

function hasReactions({ id }, { room }) {
  return Object.keys(room.shown.get(id)?.reactions ?? {}).length > 0;
}

/** Arrow keys move between items. */
function moved(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (step) {
    event.preventDefault();
    const items = [...event.currentTarget.querySelectorAll('button')];
    items.at((items.indexOf(document.activeElement) + step) % items.length).focus();
  }
}
