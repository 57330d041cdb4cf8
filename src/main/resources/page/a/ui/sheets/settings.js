import { html, nothing } from '../../lit/lit-html.js';
import { LANGUAGES, words } from '../words.js';

const THEMES = ['auto', 'light', 'dark'];
const ENTER = ['send', 'line'];

/** The user's settings for the page in this browser. */
export function settingsSheet(sheet, chat, actions, { settings, notifier, signIn }) {
  return html`
    <h2 id="sheet-title">${words.settings}</h2>
    <fieldset id="themes">
      <legend>${words.theme}</legend>
      <div class="segments">
      ${THEMES.map(
        (theme) => html`<label>
          <input type="radio" name="theme" value=${theme} .checked=${(settings.theme ?? 'auto') === theme} @change=${() => actions.chooseTheme(theme)} />
          <span>${words.themes[theme]}</span>
        </label>`,
      )}
      </div>
    </fieldset>
    <fieldset id="enter-key">
      <legend>${words.enterKey}</legend>
      <div class="segments">
      ${ENTER.map(
        (enter) => html`<label>
          <input type="radio" name="enter" value=${enter} .checked=${settings.enterSends === (enter === 'send')} @change=${() => actions.chooseEnter(enter)} />
          <span>${words.enterDoes[enter]}</span>
        </label>`,
      )}
      </div>
      <p class="hint">${settings.enterSends ? words.enterSendsHint : words.enterLineHint}</p>
    </fieldset>
    <label for="language">${words.languageLabel}</label>
    <select id="language" @change=${({ currentTarget }) => actions.chooseLanguage(currentTarget.value)}>
      <option value="" ?selected=${!settings.language}>${words.automatic}</option>
      ${Object.entries(LANGUAGES).map(
        ([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${settings.language === tag}>${name}</option>`,
      )}
    </select>
    <p class="label">${words.notifications}</p>
    <p class="hint">${notifier.denied ? words.notifyDenied : notifier.supported ? words.notifyHint : words.notifyUnsupported}</p>
    ${
      notifier.denied || !notifier.supported
        ? ''
        : html`<button type="button" id="notify" @click=${() => actions.setNotifications(!notifier.on)}>${notifier.on ? words.notifyOff : words.notifyOn}</button>`
    }
    ${account(signIn, actions)}
    <p class="hint">${words.formatHint}</p>
    <div class="choices"><button type="button" data-first @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

/** How the user is signed in, where there is something to sign in at. */
function account(signIn, actions) {
  if (!signIn.possible) {
    return nothing;
  }
  return html`
    <p class="label">${words.account}</p>
    <p class="hint">${signIn.member ? words.signedInAt(signIn.host) : words.guestHere(signIn.host)}</p>
    ${
      signIn.member
        ? html`<button type="button" id="sign-out" @click=${() => actions.signOut()}>${words.signOut}</button>`
        : html`<button type="button" @click=${() => actions.signIn()}>${words.signIn}</button>`
    }
  `;
}
