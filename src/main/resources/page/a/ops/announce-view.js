import { html } from '../lit/lit-html.js';
import { words } from './words.js';

/** Says something to everybody who is connected. */
export function announceView({ announce }) {
  return html`
    <section id="announcements" aria-labelledby="announcements-title">
      <h2 id="announcements-title">${words.announcements}</h2>
      <form
        @submit=${(event) => {
          event.preventDefault();
          const field = event.currentTarget.querySelector('textarea');
          const text = field.value.trim();
          if (text) {
            announce(text, () => {
              field.value = '';
            });
          }
        }}
      >
        <label for="announcement">${words.announcement}</label>
        <textarea id="announcement" rows="3" required aria-describedby="announcement-hint"></textarea>
        <p class="hint" id="announcement-hint">${words.announcementHint}</p>
        <button id="announce" class="strong">${words.announce}</button>
      </form>
    </section>
  `;
}
