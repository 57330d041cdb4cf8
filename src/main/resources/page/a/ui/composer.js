import { html, nothing } from '../lit/lit-html.js';
import { hasVisibleText } from '../state/visible.js';
import { contextView, counterView } from './composer-notes.js';
import { EMOJI } from './emoji.js';
import { EmojiPicker } from './emoji-picker.js';
import { sendIcon, smileIcon } from './icons.js';
import { MentionPicker } from './mention-picker.js';
import { previewOf } from './message.js';
import { placeBeside } from './place.js';
import { untilTime } from './until.js';
import { words } from './words.js';

/** A browser's timers take no longer. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const AUTO_SIZED = CSS.supports('field-sizing', 'content');

/**
 * The message field: the draft of the open room, and what it replies to or edits. What the user does in it is about the
 * room whose draft it shows, which may not be the open one until the next drawing.
 */
export class Composer {
  #chat;
  #drafts;
  #draw;
  #settings;
  #sent;
  #mentionPicker;
  #emojiPicker;
  /** What is looked for in the panel of emoji. */
  #emojiQuery = '';
  #room;
  /** The room and the message whose text the field holds. */
  #shown;
  /** Why the text cannot be sent as it is. */
  #problem;
  #unfolded = false;
  #muteEnds;
  /** Whether what has the focus is about to go: the field, or the sentence in its place where the user may not write. */
  #handsOver = false;

  /** @param sent called after a message was sent */
  constructor(chat, drafts, draw, { settings, sent }) {
    this.#chat = chat;
    this.#drafts = drafts;
    this.#draw = draw;
    this.#settings = settings;
    this.#sent = sent;
    this.#mentionPicker = new MentionPicker(chat);
    this.#emojiPicker = new EmojiPicker(draw);
    drafts.addEventListener('change', () => this.#refill());
  }

  get #edit() {
    return this.#drafts.editIn(this.#room);
  }

  view(room) {
    this.#handsOver ||= document.activeElement?.matches(room.canWrite ? '#closed' : 'form#composer *') ?? false;
    if (!room.canWrite) {
      return html`<div id="composer"><p id="closed" role="status" tabindex="-1">${words.closedHere}</p></div>`;
    }
    const edit = this.#drafts.editIn(room.id);
    const draft = edit ?? this.#drafts.of(room.id);
    const active = this.#mentionPicker.active ?? this.#emojiPicker.active;
    const muted = isMuted(room, this.#chat.now);
    const { enterSends } = this.#settings;
    return html`
      <form id="composer" ?data-muted=${muted} @submit=${(event) => this.#submit(event)}>
        ${contextView(draft, () => this.#cancel())} ${this.#mentionPicker.view((member) => this.#pick(member))}
        ${this.#mentionPicker.active ? nothing : this.#emojiPicker.view((one) => this.#pickEmoji(one))}
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
            aria-describedby="send-problem send-hint"
            aria-invalid=${this.#problem ? 'true' : 'false'}
            aria-autocomplete="list"
            aria-controls=${active ? 'suggestions' : nothing}
            aria-activedescendant=${active ?? nothing}
            @keydown=${(event) => this.#onKeydown(event)}
            @input=${({ currentTarget }) => this.#inputChanged(currentTarget)}
          ></textarea>
          <button id="send" class="strong round" ?disabled=${muted} aria-label=${edit ? words.save : words.send}>${sendIcon()}</button>
        </div>
        ${counterView(draft, this.#chat.limits?.textSize)}
        <div role="alert">${this.#problem ? html`<p class="counter" id="send-problem" data-over>${this.#problem}</p>` : nothing}</div>
        <p class="visually-hidden" id="send-hint">${enterSends ? words.sendHint : words.sendHintButton}</p>
        <div id="emoji-panel" popover role="group" aria-label=${words.emoji} @beforetoggle=${() => this.#unfold()} @toggle=${opened}>
          ${this.#unfolded ? this.#panel() : nothing}
        </div>
      </form>
    `;
  }

  /** All of the selection, or those whose names fit what is looked for. */
  #panel() {
    const found = this.#emojiQuery.trim() ? this.#emojiPicker.find(this.#emojiQuery)?.map(({ emoji }) => emoji) : EMOJI;
    return html`
      <input
        id="emoji-query"
        type="search"
        aria-label=${words.findEmoji}
        placeholder=${words.findEmoji}
        autocomplete="off"
        .value=${this.#emojiQuery}
        @input=${({ currentTarget }) => this.#searchEmoji(currentTarget.value)}
        @keydown=${(event) => event.key === 'Enter' && this.#insertFirst(event, found)}
      />
      ${(found ?? []).map((emoji) => html`<button type="button" class="emoji" @click=${() => this.#insert(emoji)}>${emoji}</button>`)}
      <p class="hint" role="status">${found?.length === 0 ? words.noEmoji : nothing}</p>
    `;
  }

  #searchEmoji(query) {
    this.#emojiQuery = query;
    this.#emojiPicker.load();
    this.#draw();
  }

  #insertFirst(event, found) {
    event.preventDefault();
    if (found?.length > 0 && this.#emojiQuery.trim()) {
      this.#insert(found[0]);
    }
  }

  /** The text that is begun in a room, if any. */
  begunIn(room) {
    const { text } = this.#drafts.editIn(room) ?? this.#drafts.of(room);
    return hasVisibleText(text) ? text : undefined;
  }

  /** Shows the draft of a room that was just opened. */
  drawn() {
    this.#awaitEndOfMute();
    this.#room = this.#chat.room?.id;
    this.#show();
    if (this.#handsOver) {
      this.#handsOver = false;
      this.focus();
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
    (fieldHere() ?? document.querySelector('#closed'))?.focus();
  }

  replyTo({ id, seq, from, text, deleted }) {
    this.#drafts.leaveEdit(this.#room);
    const reply = { id, seq, name: this.#chat.room.label(from), preview: previewOf({ text, deleted }) };
    this.#drafts.save({ ...this.#drafts.of(this.#room), reply });
    this.#refill();
    this.focus();
  }

  /** Changes a message, as it will be once what waits is stored; goes on with what was refused, or was left before. */
  edit({ id, text }) {
    const { messages } = this.#chat;
    const pending = messages.pendingChanges(this.#room).get(id)?.findLast(({ op }) => op === 'edit');
    const refused = messages.refusedChanges(this.#room).get(id)?.at(-1);
    this.#drafts.edit(this.#room, { id, text: pending?.text ?? text }, refused?.text);
    if (refused) {
      messages.discard(refused);
    }
    this.#refill();
    this.focus();
  }

  /** Puts back what waits to be sent, in front of what is being written. */
  takeBack({ text, reply, answered, state }) {
    this.#drafts.leaveEdit(this.#room);
    if (state === 'failed') {
      this.#mentionPicker.forget();
    }
    const draft = this.#drafts.of(this.#room);
    const quoted = reply && this.#chat.rooms.get(this.#room)?.log.at(reply);
    const quote = reply && { id: answered, seq: reply, name: quoted ? this.#chat.room.label(quoted.from) : words.earlierMessage, preview: quoted ? previewOf(quoted) : '' };
    this.#drafts.save({ room: this.#room, text: [text, draft.text].filter(Boolean).join('\n'), reply: quote ?? draft.reply });
    this.#refill();
    this.focus();
  }

  #cancel() {
    if (this.#edit) {
      this.#drafts.endEdit(this.#room);
    } else {
      this.#drafts.save({ room: this.#room, text: this.#drafts.of(this.#room).text });
    }
    this.#refill();
    this.focus();
  }

  #inputChanged(field) {
    resize(field);
    this.#problem = undefined;
    if (this.#edit) {
      this.#drafts.changeEdit(this.#room, field.value);
    } else {
      this.#drafts.save({ ...this.#drafts.of(this.#room), text: field.value, picked: this.#mentionPicker.picked });
    }
    if (hasVisibleText(field.value)) {
      this.#chat.typing.start(this.#room);
    } else {
      this.#chat.typing.stop();
    }
    this.#mentionPicker.inputChanged(field);
    const named = this.#emojiPicker.inputChanged(field);
    if (named) {
      this.#pickEmoji(named);
    }
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
    } else if (this.#emojiPicker.keyed(event, (one) => this.#pickEmoji(one))) {
      this.#draw();
    } else if (event.key === 'Enter' && this.#sends(event)) {
      this.#submit(event);
    } else if (event.key === 'ArrowUp' && !event.altKey && field.value === '' && !this.#edit) {
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

  #pickEmoji(one) {
    const field = fieldHere();
    this.#emojiPicker.pick(one, field);
    this.#inputChanged(field);
    field.focus();
  }

  /** Fills the panel when it is first opened. */
  #unfold() {
    this.#emojiQuery = '';
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
    const room = this.#chat.rooms.get(this.#room);
    if (room && hasVisibleText(text) && !isMuted(room, this.#chat.now)) {
      const edit = this.#edit;
      this.#problem = edit ? this.#change(room, edit, text) : this.#send(room, text);
    }
    this.#mentionPicker.reset();
    this.#emojiPicker.reset();
    this.focus();
    this.#draw();
  }

  /** Returns what is wrong with it, if anything; then it stays in the field. */
  #change(room, { of }, text) {
    if (text !== of.text) {
      const excess = this.#chat.messages.excess(room, 'edit', { target: of.id, text });
      if (excess) {
        return words.tooLong(excess);
      }
      this.#chat.messages.edit(room, of, text);
    }
    this.#drafts.endEdit(room.id);
    this.#show();
    return undefined;
  }

  /** The same for a new message. */
  #send(room, text) {
    const { reply } = this.#drafts.of(room.id);
    const mentions = this.#mentionPicker.in(text);
    const more = { ...(reply && { reply: reply.seq, of: reply.id }), ...(mentions.length > 0 && { mentions }) };
    const excess = this.#chat.messages.excess(room, 'send', { text, ...more });
    if (excess) {
      return words.tooLong(excess);
    }
    this.#chat.messages.send(room, text, more);
    this.#drafts.drop(room.id);
    this.#fill('');
    this.#sent();
    return undefined;
  }

  /** Another text belongs into the field. */
  #refill() {
    this.#shown = undefined;
    this.#show();
    this.#draw();
  }

  #show() {
    const edit = this.#edit;
    // Where there is no field, the draft waits for one.
    const shown = fieldHere() ? `${this.#room} ${edit?.of.id ?? ''}` : undefined;
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#problem = undefined;
      this.#mentionPicker.reset();
      this.#emojiPicker.reset();
      const { text, picked = [] } = edit ?? this.#drafts.of(this.#room);
      this.#mentionPicker.remember(picked);
      this.#fill(text);
    }
  }

  #fill(text) {
    const field = fieldHere();
    if (field && field.value !== text) {
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
