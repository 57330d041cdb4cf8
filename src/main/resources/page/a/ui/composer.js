import { html, nothing } from '../lit/lit-html.js';
import { begunMention, fittingMembers, mentionsIn } from '../state/mentions.js';
import { EMOJI } from './emoji.js';
import { closeIcon, sendIcon, smileIcon } from './icons.js';
import { previewOf } from './message.js';
import { suggestions } from './suggestions.js';
import { words } from './words.js';

/** From here on the writer is told how much room is left. */
const NEAR_END = 0.9;
const FITS_BY_ITSELF = CSS.supports('field-sizing', 'content');
const bytes = new TextEncoder();

/** Where the user writes: the draft of the open room, what it answers to or changes, and whom it may mention. */
export class Composer {
  #chat;
  #drafts;
  #draw;
  #room;
  #editing;
  #mention;
  #chosen = 0;
  #picked = new Map();

  constructor(chat, drafts, draw) {
    this.#chat = chat;
    this.#drafts = drafts;
    this.#draw = draw;
  }

  view(room) {
    const draft = this.#drafts.of(room.id);
    const fitting = this.#fitting();
    return html`
      <form id="composer" @submit=${(event) => this.#submit(event)}>
        ${this.#context(draft)} ${suggestions(fitting, this.#chosen, (member) => this.#pick(member))}
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
            aria-controls=${fitting.length > 0 ? 'suggestions' : nothing}
            aria-activedescendant=${fitting.length > 0 ? `suggestion-${this.#chosen}` : nothing}
            @keydown=${(event) => this.#keyed(event)}
            @input=${({ currentTarget }) => this.#wrote(currentTarget)}
          ></textarea>
          <button id="send" class="strong round" aria-label=${this.#editing ? words.save : words.send}>${sendIcon()}</button>
        </div>
        ${this.#counter(draft)}
        <p class="unseen" id="send-hint">${words.sendHint}</p>
        <div id="emoji-panel" popover role="group" aria-label=${words.emoji}>
          ${EMOJI.map((emoji) => html`<button type="button" class="emoji" @click=${() => this.#insert(emoji)}>${emoji}</button>`)}
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
      this.#mention = undefined;
      this.#fill(this.#drafts.of(id).text);
    }
  }

  focus() {
    document.querySelector('#message')?.focus();
  }

  replyTo({ seq, from, text, deleted }) {
    this.#editing = undefined;
    this.#drafts.keep({ ...this.#drafts.of(this.#room), reply: { seq, name: from.name, preview: previewOf({ text, deleted }) } });
    this.#draw();
    this.focus();
  }

  edit(message) {
    this.#editing = message;
    this.#fill(message.text);
    this.#draw();
    this.focus();
  }

  #context({ reply }) {
    const what = this.#editing ? words.editing : reply && words.answering(reply.name);
    if (!what) {
      return nothing;
    }
    return html`<div class="context">
      <p><strong>${what}</strong> ${this.#editing ? previewOf(this.#editing) : reply.preview}</p>
      <button type="button" class="round" aria-label=${words.cancel} @click=${() => this.#cancel()}>${closeIcon()}</button>
    </div>`;
  }

  #counter({ text }) {
    const most = this.#chat.limits?.textSize;
    const size = most && text.length > (most * NEAR_END) / 4 ? bytes.encode(text).length : 0;
    return size > most * NEAR_END
      ? html`<p class="counter" id="counter" role="status" ?data-over=${size > most}>${words.room(most - size)}</p>`
      : nothing;
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
    if (field.value.trim()) {
      this.#chat.typing.writes(this.#room);
    } else {
      this.#chat.typing.stops();
    }
    this.#mention = begunMention(field.value, field.selectionStart);
    this.#chosen = 0;
    this.#draw();
  }

  /** Enter belongs to the input method while it composes a syllable; 229 is how older Safari says so. */
  #keyed(event) {
    if (event.isComposing || event.keyCode === 229 || this.#suggested(event)) {
      return;
    }
    const field = event.currentTarget;
    if (event.key === 'Enter' && !event.shiftKey) {
      this.#submit(event);
    } else if (event.key === 'ArrowUp' && field.value === '' && !this.#editing) {
      this.#editLast(event);
    } else if (event.key === 'Escape') {
      this.#cancel();
    }
  }

  /** Keys that choose among those who may be meant. */
  #suggested(event) {
    const fitting = this.#fitting();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (fitting.length === 0) {
      return false;
    } else if (step) {
      this.#chosen = (this.#chosen + step + fitting.length) % fitting.length;
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      this.#pick(fitting[this.#chosen]);
    } else if (event.key === 'Escape') {
      this.#mention = undefined;
    } else {
      return false;
    }
    event.preventDefault();
    this.#draw();
    return true;
  }

  #fitting() {
    const people = this.#chat.room?.people.list ?? [];
    return this.#mention ? fittingMembers(people, this.#mention.query, this.#chat.me?.id) : [];
  }

  #pick({ id, name }) {
    this.#picked.set(name, id);
    const field = document.querySelector('#message');
    field.setRangeText(`@${name} `, this.#mention.from, field.selectionStart, 'end');
    this.#wrote(field);
    field.focus();
  }

  #insert(emoji) {
    const field = document.querySelector('#message');
    field.setRangeText(emoji, field.selectionStart, field.selectionEnd, 'end');
    document.querySelector('#emoji-panel').hidePopover();
    this.#wrote(field);
    field.focus();
  }

  #editLast(event) {
    const own = this.#chat.room.log.messages.findLast(({ from, deleted, text }) => from.id === this.#chat.me?.id && !deleted && text);
    if (own) {
      event.preventDefault();
      this.edit(own);
    }
  }

  #submit(event) {
    event.preventDefault();
    const field = document.querySelector('#message');
    const text = field.value.trim();
    if (text) {
      this.#say(text);
    }
    field.focus();
  }

  #say(text) {
    const { room } = this.#chat;
    const { reply, text: begun } = this.#drafts.of(room.id);
    const editing = this.#editing;
    this.#editing = undefined;
    this.#mention = undefined;
    if (editing) {
      this.#fill(begun);
      if (text !== editing.text) {
        this.#chat.talk.edit(room, editing, text);
      }
    } else {
      this.#drafts.drop(room.id);
      this.#fill('');
      const mentions = mentionsIn(text, room.people.list, this.#picked);
      this.#chat.talk.say(room, text, { ...(reply && { reply: reply.seq }), ...(mentions.length > 0 && { mentions }) });
    }
    this.#draw();
  }

  #fill(text) {
    const field = document.querySelector('#message');
    if (field) {
      field.value = text;
      fit(field);
    }
  }
}

/** The field is as high as its text, also where the browser does not see to that itself. */
function fit(field) {
  if (!FITS_BY_ITSELF) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}
