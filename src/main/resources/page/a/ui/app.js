import { html, nothing, render } from '../lit/lit-html.js';
import { timers } from '../client/timers.js';
import { MessageWindow } from '../state/message-window.js';
import { Speech } from '../state/speech.js';
import { Actions } from './actions.js';
import { showCount } from './badge.js';
import { Composer } from './composer.js';
import { Confirmation } from './confirmation.js';
import { conversation } from './conversation.js';
import { titleOf } from './room-title.js';
import { FocusKeeper } from './focus.js';
import { LogActions } from './log-actions.js';
import { MessageMenu } from './message-menu.js';
import { Panes } from './panes.js';
import { peoplePane } from './people-pane.js';
import { roomsPane } from './rooms-pane.js';
import { routeOf } from './route.js';
import { Scroll } from './scroll.js';
import { Sheet } from './sheet.js';
import { shortcutOf } from './shortcuts.js';
import { sheetView } from './sheets/sheet-view.js';
import { signInView } from './sign-in/view.js';
import { speechView } from './speech-view.js';
import { untilTomorrow } from './times.js';
import { Toast } from './toast.js';
import { fitViewport } from './viewport.js';
import { Welcome } from './welcome.js';
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
  #focus = new FocusKeeper();
  /** How often the user has gone somewhere, be it by a link, a button or the browser's own. */
  visits = 0;
  scroll = new Scroll();
  messageWindow = new MessageWindow();
  draw = Object.assign(() => this.#soon(), { now: () => this.#draw() });
  #panes = new Panes(this.draw);

  constructor(chat, container, { home, drafts, settings, notifier, updates, signIn, lasting }) {
    this.#chat = chat;
    this.#container = container;
    this.home = home;
    this.settings = settings;
    this.notifier = notifier;
    this.updates = updates;
    this.signIn = signIn;
    /** Whether the browser keeps anything once the page is closed. */
    this.lasting = lasting;
    this.sheet = new Sheet(this.draw);
    this.toast = new Toast(this.draw, timers);
    this.confirmation = new Confirmation(this.draw, this.toast);
    this.speech = new Speech(chat, { timers, changed: this.draw });
    this.menu = new MessageMenu(this.draw);
    this.welcome = new Welcome(chat, settings);
    this.composer = new Composer(chat, drafts, this.draw, { settings, sent: () => this.logActions.jumpToLatest() });
    this.actions = new Actions(chat, this);
    this.logActions = new LogActions(chat, this);
    container.replaceChildren();
    fitViewport();
    chat.addEventListener('change', this.draw);
    chat.addEventListener('refused', ({ detail }) => this.toast.refuse(detail.why, detail.action));
    updates.addEventListener('ready', this.draw);
    signIn.addEventListener('change', this.draw);
    notifier.addEventListener('change', this.draw);
    addEventListener('hashchange', () => this.#navigate());
    addEventListener('keydown', (event) => this.#onKeydown(event));
    addEventListener('beforeprint', () => this.#drawAll(true));
    addEventListener('afterprint', () => this.#drawAll(false));
    this.#navigate();
  }

  /** Seconds until the next attempt to connect. */
  seconds = () => Math.max(0, Math.ceil((this.#chat.status.until - Date.now()) / TICK_MS));

  /** Shows more of the conversation when the reader gets near its edge; loads more, too, if they `moved` there. */
  fill(moved = false) {
    const { room } = this.#chat;
    if (!room) {
      return;
    }
    const { messages } = room.shown;
    const { scrolls, away } = this.scroll;
    // So large a screen that nothing scrolls: then nobody can move to an edge either.
    const still = room.passage !== undefined && !scrolls;
    const [nearStart, nearLast] = [still || this.scroll.nearStart, still || this.scroll.nearLast];
    const asked = moved || still;
    // A reader at the end misses nothing of what is above before they scroll, unless the screen is not full.
    const missed = scrolls ? nearStart && (moved || away) : true;
    if (missed && this.messageWindow.hasEarlier(messages)) {
      this.messageWindow[away ? 'showEarlier' : 'extend'](messages, !room.passage);
      this.draw();
    } else if (asked && nearStart && room.moreShown) {
      this.#chat.rooms.loadEarlier(room);
    } else if (nearLast && !this.messageWindow.atEnd && (this.messageWindow.hasLater(messages) || !room.passage)) {
      this.messageWindow.showLater(messages, !room.passage);
      this.draw();
    } else if (asked && nearLast && room.passage) {
      this.#chat.rooms.loadLater(room);
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

  /** Opens the switcher, undoes, or opens the next room in the list. */
  #onKeydown(event) {
    const shortcut = shortcutOf(event);
    if (shortcut === undefined || (shortcut === 'undo' && !this.toast.canUndo)) {
      return;
    }
    event.preventDefault();
    if (shortcut === 'switcher') {
      this.actions.openSwitcher();
    } else if (shortcut === 'undo') {
      this.toast.undo();
    } else {
      const rooms = this.#chat.rooms.list;
      const next = rooms.indexOf(this.#chat.room) + (shortcut === 'next' ? 1 : -1);
      rooms[next] && this.actions.openRoom(rooms[next].id);
    }
  }

  #navigate() {
    this.visits++;
    const { pane, room, seq } = routeOf(location.hash);
    const returned = this.#pane === 'rooms' && pane === 'room';
    this.#paneChanged = this.#pane !== undefined && pane !== this.#pane;
    this.#pane = pane;
    const id = room ?? this.#chat.current ?? this.home;
    if (id !== this.#chat.current) {
      this.messageWindow = new MessageWindow();
      this.#chat.enter(id);
    } else if (returned) {
      this.#chat.reopened();
    }
    this.logActions.linked(id, seq);
    this.draw();
  }

  #draw() {
    this.#drawing = false;
    const { room } = this.#chat;
    this.scroll.newest = this.messageWindow.atEnd && !room?.passage;
    this.scroll.before(document.querySelector('#log'));
    this.#focus.before();
    render(this.#view(), this.#container);
    this.scroll.after(document.querySelector('#log'), room?.more === undefined && !room?.provisional ? undefined : room?.id);
    this.composer.drawn();
    this.#focus.after();
    this.sheet.drawn();
    this.confirmation.drawn();
    document.title = title(this.#chat);
    showCount(this.#chat.rooms.unread);
    this.logActions.drawn();
    this.#chat.atEnd = this.messageWindow.atEnd && !this.scroll.away;
    this.#moveFocus();
    this.#tick();
    this.fill();
  }

  /** What is printed is everything that is loaded, not only what is rendered on the screen. */
  #drawAll(all) {
    this.messageWindow.showAll(all);
    this.#draw();
  }

  /** When one pane replaces another on a small screen, focus moves to the new pane. */
  #moveFocus() {
    if (this.#paneChanged && !document.activeElement.closest('#rooms, #conversation, #people')?.checkVisibility()) {
      document.querySelector(PANES[this.#pane])?.focus();
    }
    this.#paneChanged = false;
  }

  /** Redraws a countdown every second, and the names of the days when the next one begins. */
  #tick() {
    clearTimeout(this.#ticking);
    this.#ticking = setTimeout(this.draw, this.#chat.status.kind === 'waiting' ? TICK_MS : untilTomorrow(this.#chat.now));
  }

  #view() {
    const chat = this.#chat;
    if (this.signIn.as === 'nobody' || this.signIn.as === 'leaving') {
      return signInView(this.signIn);
    }
    return html`
      ${chat.room ? html`<a class="skip" href=${chat.room.canWrite ? '#message' : '#closed'} @click=${skip}>${words.skip}</a>` : nothing}
      <main class="panes" data-pane=${this.#pane}>
        <h1 class="visually-hidden">${words.app}</h1>
        ${this.#panes.rooms(this.#pane, () => roomsPane(chat, this.actions, this.composer, this.signIn))} ${conversation(chat, this)}
        ${this.#panes.people(this.#pane, () => peoplePane(chat, this.actions))}
        ${this.menu.view(chat, this.logActions)}
      </main>
      ${this.toast.view()} ${speechView(this.speech)} ${sheetView(this, chat)} ${this.confirmation.view()}
    `;
  }
}

/** The address holds the page's route, so the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.querySelector('#message, #closed')?.focus();
}

function title(chat) {
  const { unread } = chat.rooms;
  const name = chat.room ? `${titleOf(chat.room, chat.me)} · ${words.app}` : words.app;
  return unread > 0 ? `(${unread}) ${name}` : name;
}
