import { html, render } from '../lit/lit-html.js';
import { Frame } from '../state/frame.js';
import { Acts } from './acts.js';
import { Composer } from './composer.js';
import { conversation, titleOf } from './conversation.js';
import { LogActs } from './log-acts.js';
import { MessageMenu } from './message-menu.js';
import { peoplePane } from './people-pane.js';
import { roomsPane } from './rooms-pane.js';
import { routeOf } from './route.js';
import { Scroll } from './scroll.js';
import { Sheet } from './sheet.js';
import { sheetView } from './sheets/sheet-view.js';
import { words } from './words.js';

const HIDDEN_MS = 250;
const TICK_MS = 1_000;
const PANES = { rooms: '#rooms', room: '#conversation', people: '#people' };

/** Draws the chat into an element, at most once a frame; what the user does is in `acts`. */
export class App {
  #chat;
  #place;
  #drawing = false;
  #pane;
  #turned = false;
  #ticking = 0;
  scroll = new Scroll();
  frame = new Frame();
  draw = Object.assign(() => this.#soon(), { now: () => this.#draw() });

  constructor(chat, place, { home, drafts, settings, notifier, updates }) {
    this.#chat = chat;
    this.#place = place;
    this.home = home;
    this.settings = settings;
    this.notifier = notifier;
    this.updates = updates;
    this.sheet = new Sheet(this.draw);
    this.menu = new MessageMenu(this.draw);
    this.composer = new Composer(chat, drafts, this.draw);
    this.acts = new Acts(chat, this);
    this.logActs = new LogActs(chat, this);
    place.replaceChildren();
    chat.addEventListener('change', this.draw);
    updates.addEventListener('ready', this.draw);
    addEventListener('hashchange', () => this.#turn());
    addEventListener('keydown', (event) => this.#keyed(event));
    this.#turn();
  }

  /** Seconds until the next try to connect. */
  seconds = () => Math.max(0, Math.ceil((this.#chat.status.until - Date.now()) / TICK_MS));

  /** Draws more of the conversation where the reader is about to see its edge; loads it, too, if he `moved` there. */
  fill(moved = false) {
    const { room } = this.#chat;
    const edge = room && this.scroll.nearEdge;
    if (edge === 'start' && this.frame.hidesEarlier(room.log.messages)) {
      this.frame.earlier(room.log.messages);
      this.draw();
    } else if (moved && edge === 'start' && room.more) {
      this.#chat.rooms.older(room);
    } else if (edge === 'end' && !this.frame.atEnd) {
      this.frame.later(room.log.messages);
      this.draw();
    }
  }

  #soon() {
    if (this.#drawing) {
      return;
    }
    this.#drawing = true;
    const now = () => this.#drawing && this.#draw();
    // A hidden page gets no frames, yet its title has something to say.
    if (document.hidden) {
      setTimeout(now, HIDDEN_MS);
    } else {
      requestAnimationFrame(now);
    }
  }

  /** Ctrl or Command and K goes anywhere, Alt and an arrow to the next room in the list. */
  #keyed(event) {
    const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.acts.switchRoom();
    } else if (step) {
      event.preventDefault();
      const rooms = this.#chat.rooms.list;
      const next = rooms.indexOf(this.#chat.room) + step;
      rooms[next] && this.acts.turnTo(rooms[next].id);
    }
  }

  #turn() {
    const { pane, room } = routeOf(location.hash);
    this.#turned = this.#pane !== undefined && pane !== this.#pane;
    this.#pane = pane;
    const id = room ?? this.#chat.current ?? this.home;
    if (id !== this.#chat.current) {
      this.frame = new Frame();
      this.#chat.enter(id);
    }
    this.draw();
  }

  #draw() {
    this.#drawing = false;
    const { room } = this.#chat;
    this.scroll.before(document.querySelector('#log'));
    render(this.#view(), this.#place);
    this.scroll.after(document.querySelector('#log'), room?.more === undefined && !room?.imagined ? undefined : room?.id);
    this.composer.drawn();
    this.sheet.drawn();
    document.title = title(this.#chat);
    this.#chat.atEnd = this.frame.atEnd && !this.scroll.away;
    this.#follow();
    this.#tick();
    this.fill();
  }

  /** Where panes take turns, the one that was left takes the focus with it: it goes to the one that came. */
  #follow() {
    if (this.#turned && !document.activeElement.closest('#rooms, #conversation, #people')?.checkVisibility()) {
      document.querySelector(PANES[this.#pane]).focus();
    }
    this.#turned = false;
  }

  /** A countdown is drawn every second. */
  #tick() {
    clearTimeout(this.#ticking);
    if (this.#chat.status.kind === 'waiting') {
      this.#ticking = setTimeout(this.draw, TICK_MS);
    }
  }

  #view() {
    const chat = this.#chat;
    return html`
      <a class="skip" href="#message" @click=${skip}>${words.skip}</a>
      <main class="panes" data-pane=${this.#pane}>
        <h1 class="unseen">${words.app}</h1>
        ${roomsPane(chat, this.acts)} ${conversation(chat, this)} ${peoplePane(chat, this.acts)}
      </main>
      ${this.menu.view(chat, this.logActs)} ${sheetView(this, chat)}
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
  const name = chat.room ? `${titleOf(chat.room, chat.me)} · ${words.app}` : words.app;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
