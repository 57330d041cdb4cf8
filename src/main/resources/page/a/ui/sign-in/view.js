import { html, nothing } from '../../lit/lit-html.js';
import { logo } from '../icons.js';
import { words } from '../words.js';

/** In place of the chat, as long as it is open for nobody: what has happened, and the ways in. */
export function signInView(signIn) {
  const leaving = signIn.as === 'leaving';
  return html`
    <main class="opening" id="sign-in-view">
      <h1 class="brand">${logo()}<span class="wordmark">${words.app}</span></h1>
      <p role=${ALARMING.has(signIn.why) ? 'alert' : 'status'}>${leaving ? words.leaving : words.signInStates[signIn.why]}</p>
      ${
        leaving
          ? nothing
          : html`
              <button type="button" class="strong" id="sign-in" @click=${() => signIn.begin()}>${words.signIn}</button>
              <p class="hint">${words.signInAt(signIn.host)}</p>
              ${signIn.guests ? html`<button type="button" id="as-guest" @click=${() => signIn.asGuest()}>${words.asGuest}</button>` : nothing}
            `
      }
    </main>
  `;
}

const ALARMING = new Set(['failed', 'refused', 'away']);
