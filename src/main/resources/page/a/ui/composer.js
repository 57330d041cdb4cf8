import { html, nothing } from '../lit/lit-html.js';
import { hasVisibleText } from '../state/visible.js';
import { contextView, counterView } from './composer-notes.js';
import { EMOJI } from './emoji.js';
import { sendIcon, smileIcon } from './icons.js';
import { MentionPicker } from './mention-picker.js';
import { previewOf } from './message.js';
import { placeBeside } from './place.js';
import { untilTime } from './until.js';
import { words } from './words.js';

/** A browser's timers take no longer. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const AUTO_SIZED = CSS.supports('field-sizing', 'content');

/** The message field: the draft of the open room, and what it replies to or edits. */
export class Composer {
  #chat;
  #drafts;
  #draw;
  #settings;
  #sent;
  #mentionPicker;
  #room;
  #editing;
  #unfolded = false;
  #muteEnds;

  /** @param sent called after a message was sent */
  constructor(chat, drafts, draw, { settings, sent }) {
    this.#chat = chat;
    this.#drafts = drafts;
    this.#draw = draw;
    this.#settings = settings;
    this.#sent = sent;
    this.#mentionPicker = new MentionPicker(chat);
  }

  view(room) {
    const draft = this.#drafts.of(room.id);
    const { active } = this.#mentionPicker;
    const muted = isMuted(room, this.#chat.now);
    const { enterSends } = this.#settings;
    return html`
      <form id="composer" ?data-muted=${muted} @submit=${(event) => this.#submit(event)}>
        ${contextView(draft, this.#editing, () => this.#cancel())} ${this.#mentionPicker.view((member) => this.#pick(member))}
        <p id="muted" role="status">${muted ? mutedText(room.muted, this.#chat.now) : nothing}</p>
        <div class="writing">
          <button type="button" class="round" id="emoji-button" popovertarget="emoji-panel" aria-label=${words.emoji} ?disabled=${muted}>${smileIcon()}</button>
          <label class="visually-hidden" for="message">${words.messageLabel(room.title)}</label>
          <textarea
            id="message"
            name="message"
            rows="1"
            dir="auto"
            autocomplete="off"
            enterkeyhint=${enterSends ? 'send' : 'enter'}
            placeholder=${words.messagePlaceholder}
            ?readonly=${muted}
            aria-describedby="send-hint"
            aria-autocomplete="list"
            aria-controls=${active ? 'suggestions' : nothing}
            aria-activedescendant=${active ?? nothing}
            @keydown=${(event) => this.#onKeydown(event)}
            @input=${({ currentTarget }) => this.#inputChanged(currentTarget)}
          ></textarea>
          <button id="send" class="strong round" ?disabled=${muted} aria-label=${this.#editing ? words.save : words.send}>${sendIcon()}</button>
        </div>
        ${counterView(draft, this.#chat.limits?.textSize)}
        <p class="visually-hidden" id="send-hint">${enterSends ? words.sendHint : words.sendHintButton}</p>
        <div id="emoji-panel" popover role="group" aria-label=${words.emoji} @beforetoggle=${() => this.#unfold()} @toggle=${opened}>
          ${this.#unfolded ? EMOJI.map((emoji) => html`<button type="button" class="emoji" @click=${() => this.#insert(emoji)}>${emoji}</button>`) : nothing}
        </div>
      </form>
    `;
  }

  /** Shows the draft of a room that was just opened. */
  drawn() {
    this.#awaitEndOfMute();
    const id = this.#chat.room?.id;
    if (id !== this.#room) {
      this.#room = id;
      this.#editing = undefined;
      this.#mentionPicker.reset();
      this.#fill(this.#drafts.of(id).text);
    }
  }

  /** The field comes back by itself once one may write again. */
  #awaitEndOfMute() {
    clearTimeout(this.#muteEnds);
    const left = (this.#chat.room?.muted ?? 0) - this.#chat.now;
    if (left > 0) {
      this.#muteEnds = setTimeout(this.#draw, Math.min(left + 50, MAX_TIMEOUT_MS));
    }
  }

  focus() {
    fieldHere()?.focus();
  }

  replyTo({ id, seq, from, text, deleted }) {
    this.#editing = undefined;
    const reply = { id, seq, name: this.#chat.room.label(from), preview: previewOf({ text, deleted }) };
    this.#drafts.save({ ...this.#drafts.of(this.#room), reply });
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
    this.#drafts.save({ room: this.#room, text });
    if (this.#editing) {
      this.#editing = undefined;
      this.#fill(text);
    }
    this.#draw();
    this.focus();
  }

  #inputChanged(field) {
    resize(field);
    if (!this.#editing) {
      this.#drafts.save({ ...this.#drafts.of(this.#room), text: field.value });
    }
    if (hasVisibleText(field.value)) {
      this.#chat.typing.start(this.#room);
    } else {
      this.#chat.typing.stop();
    }
    this.#mentionPicker.inputChanged(field);
    this.#draw();
  }

  /** While an input method composes a syllable, Enter belongs to it; older Safari reports that as key code 229. */
  #onKeydown(event) {
    if (event.isComposing || event.keyCode === 229) {
      return;
    }
    const field = event.currentTarget;
    if (this.#mentionPicker.keyed(event, (member) => this.#pick(member))) {
      this.#draw();
    } else if (event.key === 'Enter' && this.#sends(event)) {
      this.#submit(event);
    } else if (event.key === 'ArrowUp' && !event.altKey && field.value === '' && !this.#editing) {
      this.#editLast(event);
    } else if (event.key === 'Escape') {
      this.#cancel();
    }
  }

  /** Where Enter makes a new line, it sends together with Ctrl or Command. */
  #sends({ shiftKey, ctrlKey, metaKey }) {
    return !shiftKey && (this.#settings.enterSends || ctrlKey || metaKey);
  }

  #pick(member) {
    const field = fieldHere();
    this.#mentionPicker.pick(member, field);
    this.#inputChanged(field);
    field.focus();
  }

  /** Fills the panel when it is first opened. */
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
    this.#inputChanged(field);
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
    const shown = hasVisibleText(text) && !isMuted(this.#chat.room, this.#chat.now);
    if (shown && this.#editing) {
      this.#change(text);
    } else if (shown) {
      this.#send(text);
    }
    this.#mentionPicker.reset();
    this.focus();
    this.#draw();
  }

  #change(text) {
    const message = this.#editing;
    this.#editing = undefined;
    this.#fill(this.#drafts.of(this.#room).text);
    if (text !== message.text) {
      this.#chat.messages.edit(this.#chat.room, message, text);
    }
  }

  #send(text) {
    const { room } = this.#chat;
    const { reply } = this.#drafts.of(room.id);
    const mentions = this.#mentionPicker.in(text);
    this.#drafts.drop(room.id);
    this.#fill('');
    this.#chat.messages.send(room, text, { ...(reply && { reply: reply.seq, of: reply.id }), ...(mentions.length > 0 && { mentions }) });
    this.#sent();
  }

  #fill(text) {
    const field = fieldHere();
    if (field) {
      field.value = text;
      resize(field);
    }
  }
}

function isMuted({ muted }, now) {
  return muted === 0 || muted > now;
}

function mutedText(until, now) {
  return until === 0 ? words.mutedHere : words.mutedHereUntil(untilTime(until, now));
}

function opened({ newState, currentTarget }) {
  if (newState === 'open') {
    placeBeside(currentTarget, document.querySelector('#emoji-button'));
  }
}

function fieldHere() {
  return document.querySelector('#message');
}

/** Makes the field as high as its text, in browsers that do not do so by themselves. */
function resize(field) {
  if (!AUTO_SIZED) {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}
