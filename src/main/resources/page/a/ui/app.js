import { html, render } from '../lit/lit-html.js';
import { conversation } from './conversation.js';
import { nameDialog, openNameDialog } from './name-dialog.js';
import { peoplePane } from './people-pane.js';
import { roomHref, routeOf } from './route.js';
import { roomsPane } from './rooms-pane.js';
import { Scroll } from './scroll.js';
import { words } from './words.js';

const HIDDEN_MS = 250;
const PANES = { rooms: '#rooms', room: '#conversation', people: '#people' };

/** Draws the chat into an element, at most once a frame, and turns what the user does into the chat's verbs. */
export class App {
  #chat;
  #place;
  #home;
  #scroll = new Scroll();
  #drawing = false;
  #pane;
  #turned = false;
  joinProblem;
  nameProblem;

  constructor(chat, place, home) {
    this.#chat = chat;
    this.#place = place;
    this.#home = home;
    place.replaceChildren();
    chat.addEventListener('change', () => this.draw());
    addEventListener('hashchange', () => this.#turn());
    addEventListener('resize', () => this.#scroll.resized());
    this.#turn();
  }

  draw() {
    if (this.#drawing) {
      return;
    }
    this.#drawing = true;
    const now = () => this.#draw();
    // A hidden page gets no frames, yet its title has something to say.
    if (document.hidden) {
      setTimeout(now, HIDDEN_MS);
    } else {
      requestAnimationFrame(now);
    }
  }

  changeName = () => openNameDialog(document.querySelector('#name-dialog'), this.#chat.me?.name ?? '');

  scrolled = ({ currentTarget }) => {
    if (this.#scroll.nearStart(currentTarget) && this.#chat.room?.more) {
      this.#chat.rooms.older(this.#chat.room);
    }
  };

  async rename(name, done) {
    this.nameProblem = await this.#problem(() => this.#chat.rename(name), done);
    this.draw();
  }

  async join(room, done = () => {}) {
    this.joinProblem = await this.#problem(
      () => this.#chat.join(room),
      () => {
        done();
        location.hash = roomHref(room);
      },
    );
    this.draw();
  }

  joinFailed(problem) {
    this.joinProblem = problem;
    this.draw();
  }

  /** Whoever types again has read what was wrong. */
  joinAnew() {
    this.joinFailed(undefined);
  }

  async leave(room) {
    await this.#problem(
      () => this.#chat.leave(room),
      () => {
        location.hash = roomHref(this.#chat.rooms.all[0]?.id ?? this.#home);
      },
    );
  }

  async #problem(act, done) {
    try {
      await act();
      done();
      return undefined;
    } catch (refusal) {
      if (refusal.code === undefined) {
        throw refusal;
      }
      return words.refused(refusal);
    }
  }

  #turn() {
    const { pane, room } = routeOf(location.hash);
    this.#turned = this.#pane !== undefined && pane !== this.#pane;
    this.#pane = pane;
    const id = room ?? this.#chat.current ?? this.#home;
    if (id !== this.#chat.current) {
      this.#chat.enter(id);
    }
    this.draw();
  }

  #draw() {
    this.#drawing = false;
    const { room } = this.#chat;
    this.#scroll.before(document.querySelector('#log'));
    render(this.#view(), this.#place);
    this.#scroll.after(document.querySelector('#log'), room?.id, room?.log.first?.id);
    document.title = title(this.#chat);
    this.#follow();
  }

  /** Where panes take turns, the one that was left takes the focus with it: it goes to the one that came. */
  #follow() {
    if (this.#turned && !document.activeElement.closest('#rooms, #conversation, #people')?.checkVisibility()) {
      document.querySelector(PANES[this.#pane]).focus();
    }
    this.#turned = false;
  }

  #view() {
    const chat = this.#chat;
    return html`
      <a class="skip" href="#message" @click=${skip}>${words.skip}</a>
      <main class="panes" data-pane=${this.#pane}>
        <h1 class="unseen">${words.app}</h1>
        ${roomsPane(chat, this)} ${conversation(chat, this)} ${peoplePane(chat, this)}
      </main>
      ${nameDialog(this)}
    `;
  }
}

/** The address is the page's own, so the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.querySelector('#message')?.focus();
}

function title(chat) {
  const { unread } = chat.rooms;
  const name = chat.room ? `${chat.room.title} · ${words.app}` : words.app;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
