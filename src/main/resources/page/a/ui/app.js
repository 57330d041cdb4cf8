import { html, render } from '../lit/lit-html.js';
import { MessageWindow } from '../state/message-window.js';
import { Actions } from './actions.js';
import { Composer } from './composer.js';
import { conversation, titleOf } from './conversation.js';
import { LogActions } from './log-actions.js';
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

/** Renders the chat into an element, at most once per animation frame. What the user does is in `actions`. */
export class App {
  #chat;
  #container;
  #drawing = false;
  #pane;
  #paneChanged = false;
  #ticking = 0;
  scroll = new Scroll();
  messageWindow = new MessageWindow();
  draw = Object.assign(() => this.#soon(), { now: () => this.#draw() });

  constructor(chat, container, { home, drafts, settings, notifier, updates, lasting }) {
    this.#chat = chat;
    this.#container = container;
    this.home = home;
    this.settings = settings;
    this.notifier = notifier;
    this.updates = updates;
    /** Whether the browser keeps anything once the page is closed. */
    this.lasting = lasting;
    this.sheet = new Sheet(this.draw);
    this.menu = new MessageMenu(this.draw);
    this.composer = new Composer(chat, drafts, this.draw);
    this.actions = new Actions(chat, this);
    this.logActions = new LogActions(chat, this);
    container.replaceChildren();
    chat.addEventListener('change', this.draw);
    updates.addEventListener('ready', this.draw);
    addEventListener('hashchange', () => this.#navigate());
    addEventListener('keydown', (event) => this.#onKeydown(event));
    this.#navigate();
  }

  /** Seconds until the next attempt to connect. */
  seconds = () => Math.max(0, Math.ceil((this.#chat.status.until - Date.now()) / TICK_MS));

  /** Shows more of the conversation when the reader gets near its edge; loads more, too, if they `moved` there. */
  fill(moved = false) {
    const { room } = this.#chat;
    const edge = room && this.scroll.nearEdge;
    if (edge === 'start' && this.messageWindow.hasEarlier(room.log.messages)) {
      this.messageWindow.showEarlier(room.log.messages);
      this.draw();
    } else if (moved && edge === 'start' && room.more) {
      this.#chat.rooms.loadOlder(room);
    } else if (edge === 'end' && !this.messageWindow.atEnd) {
      this.messageWindow.showLater(room.log.messages);
      this.draw();
    }
  }

  #soon() {
    if (this.#drawing) {
      return;
    }
    this.#drawing = true;
    const now = () => this.#drawing && this.#draw();
    // A hidden page gets no animation frames, but its title still has to be updated.
    if (document.hidden) {
      setTimeout(now, HIDDEN_MS);
    } else {
      requestAnimationFrame(now);
    }
  }

  /** Ctrl+K or Command+K opens the switcher, Alt with an arrow the next room in the list. */
  #onKeydown(event) {
    const step = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      this.actions.openSwitcher();
    } else if (step) {
      event.preventDefault();
      const rooms = this.#chat.rooms.list;
      const next = rooms.indexOf(this.#chat.room) + step;
      rooms[next] && this.actions.openRoom(rooms[next].id);
    }
  }

  #navigate() {
    const { pane, room } = routeOf(location.hash);
    this.#paneChanged = this.#pane !== undefined && pane !== this.#pane;
    this.#pane = pane;
    const id = room ?? this.#chat.current ?? this.home;
    if (id !== this.#chat.current) {
      this.messageWindow = new MessageWindow();
      this.#chat.enter(id);
    }
    this.draw();
  }

  #draw() {
    this.#drawing = false;
    const { room } = this.#chat;
    this.scroll.before(document.querySelector('#log'));
    render(this.#view(), this.#container);
    this.scroll.after(document.querySelector('#log'), room?.more === undefined && !room?.provisional ? undefined : room?.id);
    this.composer.drawn();
    this.sheet.drawn();
    document.title = title(this.#chat);
    this.#chat.atEnd = this.messageWindow.atEnd && !this.scroll.away;
    this.#moveFocus();
    this.#tick();
    this.fill();
  }

  /** When one pane replaces another on a small screen, focus moves to the new pane. */
  #moveFocus() {
    if (this.#paneChanged && !document.activeElement.closest('#rooms, #conversation, #people')?.checkVisibility()) {
      document.querySelector(PANES[this.#pane]).focus();
    }
    this.#paneChanged = false;
  }

  /** Redraws a countdown every second. */
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
        <h1 class="visually-hidden">${words.app}</h1>
        ${roomsPane(chat, this.actions)} ${conversation(chat, this)} ${peoplePane(chat, this.actions)}
      </main>
      ${this.menu.view(chat, this.logActions)} ${sheetView(this, chat)}
    `;
  }
}

/** The address holds the page's route, so the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.querySelector('#message')?.focus();
}

function title(chat) {
  const { unread } = chat.rooms;
  const name = chat.room ? `${titleOf(chat.room, chat.me)} · ${words.app}` : words.app;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
