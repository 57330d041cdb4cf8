import { html, nothing } from '../../lit/lit-html.js';
import { logo } from '../icons.js';

/**
 * In place of a page for operators as long as nobody has proven to be one: the ways in.
 *
 * @param forbidden whether the user has signed in, but is no operator
 * @param words of that page, with those of words/en.js
 */
export function doorView(access, { forbidden, words }) {
  const { signIn } = access;
  const said = forbidden && access.open ? 'forbidden' : (access.why ?? signIn.why ?? 'needed');
  return html`
    <main class="opening" id="door">
      <h1 class="brand">${logo()}<span class="wordmark">${words.heading}</span></h1>
      <p id="door-state" role=${said === 'needed' ? 'status' : 'alert'}>${words.door[said] ?? words.door.failed}</p>
      ${
        signIn.possible
          ? html`
              <button type="button" class="strong" id="sign-in" @click=${() => signIn.begin()}>${words.signIn}</button>
              <p class="hint">${words.signInAt(signIn.host)}</p>
            `
          : nothing
      }
      <form id="paste" @submit=${(event) => paste(event, access)}>
        <label for="proof">${words.proof}</label>
        <input id="proof" type="password" autocomplete="off" spellcheck="false" autocapitalize="none" required aria-describedby="proof-hint" />
        <button id="enter" class=${signIn.possible ? nothing : 'strong'}>${words.enter}</button>
        <p class="hint" id="proof-hint">${words.proofHint}</p>
      </form>
      <p><a href="./">${words.toChat}</a></p>
    </main>
  `;
}

function paste(event, access) {
  event.preventDefault();
  const field = event.currentTarget.querySelector('#proof');
  // A header takes nothing else, and neither has any other character.
  const text = field.value.replace(/[^\x21-\x7e]/g, '');
  field.value = '';
  if (text) {
    access.paste(text);
  }
}
