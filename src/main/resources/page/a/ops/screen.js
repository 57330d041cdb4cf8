import { html, nothing, render } from '../lit/lit-html.js';
import { logo } from '../ui/icons.js';
import { doorView } from '../ui/sign-in/door-view.js';
import { announceView } from './announce-view.js';
import { peopleView } from './people-view.js';
import { podsView } from './pods-view.js';
import { Question } from './question.js';
import { refusalsView } from './refusals-view.js';
import { roomsView, talkersView } from './traffic-view.js';
import { time } from './numbers.js';
import { words } from './words.js';

/** Draws the page, again after each change. */
export class Screen {
  #place;
  #access;
  #desk;
  #question;
  /** What was done last, said to the operator. */
  #done = '';

  constructor(place, { access, desk }) {
    this.#place = place;
    this.#access = access;
    this.#desk = desk;
    this.#question = new Question(() => this.draw());
    place.replaceChildren();
    access.addEventListener('change', () => this.draw());
    desk.addEventListener('change', () => this.draw());
  }

  draw() {
    document.title = words.title;
    render(this.#access.open && !this.#desk.forbidden ? this.#open() : doorView(this.#access, { forbidden: this.#desk.forbidden, words }), this.#place);
  }

  #open() {
    const desk = this.#desk;
    const actions = {
      end: (person) => this.#ask(person, words.endQuestion, words.endHint, words.end, () => desk.end(person), words.ended(person.name)),
      revoke: (person) => this.#ask(person, words.revokeQuestion, words.revokeHint, words.revoke, () => desk.revoke(person), words.revoked(person.name)),
      announce: (text, done) => {
        const sent = () => {
          done();
          this.#say(words.announced);
        };
        this.#question.ask({ title: words.announceQuestion, about: text, hint: words.announceHint, label: words.announce, act: () => desk.announce(text), done: sent });
      },
    };
    return html`
      <header>
        <h1 class="brand">${logo()}<span class="wordmark">${words.heading}</span></h1>
        <p id="freshness" role="status" data-trouble=${desk.trouble ?? nothing}>${freshness(desk)}</p>
        <button type="button" id="leave" @click=${() => this.#access.close()}>${this.#access.pasted ? words.forget : words.signOut}</button>
      </header>
      <p id="done" role="status">${this.#done}</p>
      <main>
        ${podsView(desk)} ${peopleView(desk, actions)} ${refusalsView(desk)} ${roomsView(desk)} ${talkersView(desk)} ${announceView(actions)}
      </main>
      ${this.#question.view()}
    `;
  }

  #ask(person, title, hint, label, act, done) {
    this.#question.ask({ title, about: `${person.name} · ${person.id}`, hint, label, act, done: () => this.#say(done) });
  }

  #say(text) {
    this.#done = text;
    this.draw();
  }
}

function freshness({ at, trouble }) {
  if (trouble) {
    const why = words.troubles[trouble] ?? words.notDone(trouble);
    return at ? `${why} ${words.shownFrom(time(at))}` : why;
  }
  return at ? words.asOf(time(at)) : words.asking;
}
