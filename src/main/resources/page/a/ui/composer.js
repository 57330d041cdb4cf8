import { html, nothing } from '../lit/lit-html.js';
import { visible } from '../state/visible.js';
import { EMOJI } from './emoji.js';
import { contextView, counterView } from './field-notes.js';
import { sendIcon, smileIcon } from './icons.js';
import { Mentioning } from './mentioning.js';
import { previewOf } from './message.js';
import { placeBeside } from './place.js';
import { words } from './words.js';

const FITS_BY_ITSELF = CSS.supports('field-sizing', 'content');

/** Where the user writes: the draft of the open room, and what it answers to or changes. */
export class Composer {
  #chat;
  #drafts;
  #draw;
  #mentioning;
  #room;
  #editing;
  #unfolded = false;

  constructor(chat, drafts, draw) {
    this.#chat = chat;
    this.#drafts = drafts;
    this.#draw = draw;
    this.#mentioning = new Mentioning(chat);
  }

  view(room) {
    const draft = this.#drafts.of(room.id);
    const { active } = this.#mentioning;
    return html`
      <form id="composer" @submit=${(event) => this.#submit(event)}>
        ${contextView(draft, this.#editing, () => this.#cancel())} ${this.#mentioning.view((member) => this.#pick(member))}
        <div class="writing">
          <button type="button" class="round" id="emoji-button" popovertarget="emoji-panel" aria-label=${words.emoji}>${smileIcon()}</button>
          <label class="unseen" for="message">${words.messageLabel(room.title)}</label>
          <textarea
            id="message"
            name="message"
            rows="1"
            dir="auto"
            autocomplete="off"
            enterkeyhint="send"
            placeholder=${words.messagePlaceholder}
            aria-describedby="send-hint"
            aria-autocomplete="list"
            aria-controls=${active ? 'suggestions' : nothing}
            aria-activedescendant=${active ?? nothing}
            @keydown=${(event) => this.#keyed(event)}
            @input=${({ currentTarget }) => this.#wrote(currentTarget)}
          ></textarea>
          <button id="send" class="strong round" aria-label=${this.#editing ? words.save : words.send}>${sendIcon()}</button>
        </div>
        ${counterView(draft, this.#chat.limits?.textSize)}
        <p class="unseen" id="send-hint">${words.sendHint}</p>
        <div id="emoji-panel" popover role="group" aria-label=${words.emoji} @beforetoggle=${() => this.#unfold()} @toggle=${opened}>
          ${this.#unfolded ? EMOJI.map((emoji) => html`<button type="button" class="emoji" @click=${() => this.#insert(emoji)}>${emoji}</button>`) : nothing}
        </div>
      </form>
    `;
  }

  /** The field of another room shows what was begun there. */
  drawn() {
    const id = this.#chat.room?.id;
    if (id !== this.#room) {
      this.#room = id;
      this.#editing = undefined;
      this.#mentioning.forget();
      this.#fill(this.#drafts.of(id).text);
    }
  }

  focus() {
    fieldHere()?.focus();
  }

  replyTo({ id, seq, from, text, deleted }) {
    this.#editing = undefined;
    const reply = { id, seq, name: from.name, preview: previewOf({ text, deleted }) };
    this.#drafts.keep({ ...this.#drafts.of(this.#room), reply });
    this.#draw();
    this.focus();
  }

  edit(message) {
    this.#editing = message;
    this.#fill(message.text);
    this.#draw();
    this.focus();
  }

  #cancel() {
    const { text } = this.#drafts.of(this.#room);
    this.#drafts.keep({ room: this.#room, text });
    if (this.#editing) {
      this.#editing = undefined;
      this.#fill(text);
    }
    this.#draw();
    this.focus();
  }

  #wrote(field) {
    fit(field);
    if (!this.#editing) {
      this.#drafts.keep({ ...this.#drafts.of(this.#room), text: field.value });
    }
    if (visible(field.value)) {
      this.#chat.typing.writes(this.#room);
    } else {
      this.#chat.typing.stops();
    }
    this.#mentioning.wrote(field);
    this.#draw();
  }

  /** Enter belongs to the input method while it composes a syllable; 229 is how older Safari says so. */
  #keyed(event) {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const field = event.currentTarget;
    if (this.#mentioning.keyed(event, (member) => this.#pick(member))) {
      this.#draw();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      this.#submit(event);
    } else if (event.key === 'ArrowUp' && field.value === '' && !this.#editing) {
      this.#editLast(event);
    } else if (event.key === 'Escape') {
      this.#cancel();
    }
  }

  #pick(member) {
    const field = fieldHere();
    this.#mentioning.pick(member, field);
    this.#wrote(field);
    field.focus();
  }

  /** The panel is filled when it is wanted for the first time. */
  #unfold() {
    if (!this.#unfolded) {
      this.#unfolded = true;
      this.#draw.now();
    }
  }

  #insert(emoji) {
    const field = fieldHere();
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    document.querySelector('#emoji-panel').hidePopover();
    this.#wrote(field);
    field.focus();
  }

  #editLast(event) {
    const own = ({ from, deleted, text }) => from.id === this.#chat.me?.id && !deleted && text;
    const last = this.#chat.room.log.messages.findLast(own);
    if (last) {
      event.preventDefault();
      this.edit(last);
    }
  }

  #submit(event) {
    event.preventDefault();
    const text = fieldHere().value.trim();
    const shown = visible(text);
    if (shown && this.#editing) {
      this.#change(text);
    } else if (shown) {
      this.#say(text);
    }
    this.#mentioning.forget();
    this.focus();
    this.#draw();
  }

  #change(text) {
    const message = this.#editing;
    this.#editing = undefined;
    this.#fill(this.#drafts.of(this.#room).text);
    if (text !== message.text) {
      this.#chat.talk.edit(this.#chat.room, message, text);
    }
  }

  #say(text) {
    const { room } = this.#chat;
    const { reply } = this.#drafts.of(room.id);
    const mentions = this.#mentioning.in(text);
    this.#drafts.drop(room.id);
    this.#fill('');
    this.#chat.talk.say(room, text, { ...(reply && { reply: reply.seq, answered: reply.id }), ...(mentions.length > 0 && { mentions }) });
  }

  #fill(text) {
    const field = fieldHere();
    if (field) {
      field.value = text;
      fit(field);
    }
  }
}

function opened({ newState, currentTarget }) {
  if (newState === 'open') {
    placeBeside(currentTarget, document.querySelector('#emoji-button'));
  }
}

function fieldHere() {
  return document.querySelector('#message');
}

/** The field is as high as its text, also where the browser does not see to that itself. */
function fit(field) {
  if (!FITS_BY_ITSELF) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}
