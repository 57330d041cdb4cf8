import { html, nothing } from '../../lit/lit-html.js';
import { LANGUAGES, words } from '../words.js';

const THEMES = ['auto', 'light', 'dark'];
const ENTER = ['send', 'line'];

/** The user's settings for the page in this browser, one in each row. */
export function settingsSheet(sheet, chat, actions, { settings, notifier, signIn }) {
  const enter = settings.enterSends ? 'send' : 'line';
  return html`
    <h2 id="sheet-title">${words.settings}</h2>
    <div class="lines-of">
      ${choice('theme', words.theme, settings.theme ?? 'auto', THEMES.map((theme) => [theme, words.themes[theme]]), (theme) => actions.chooseTheme(theme))}
      ${choice(
        'language',
        words.languageLabel,
        settings.language ?? '',
        [['', words.automatic], ...Object.entries(LANGUAGES)],
        (language) => actions.chooseLanguage(language),
      )}
      ${choice(
        'enter-key',
        words.enterKey,
        enter,
        ENTER.map((does) => [does, words.enterDoes[does]]),
        (does) => actions.chooseEnter(does),
        settings.enterSends ? words.enterSendsHint : words.enterLineHint,
      )}
      ${notifications(notifier, actions)}
      ${account(signIn, actions)}
      <div class="line">${what(words.formatting, words.format)}</div>
      ${chat.pod ? html`<div class="line" id="server">${what(words.server, html`<span id="pod">${chat.pod}</span>`)}</div>` : nothing}
    </div>
    <div class="choices"><button type="button" data-first @click=${() => actions.closeSheet()}>${words.close}</button></div>
  `;
}

function choice(id, title, chosen, options, choose, hint) {
  return html`
    <label class="line" for=${id}>
      ${what(title, hint)}
      <select id=${id} @change=${({ currentTarget }) => choose(currentTarget.value)}>
        ${options.map(([value, name]) => html`<option value=${value} lang=${id === 'language' && value ? value : nothing} ?selected=${chosen === value}>${name}</option>`)}
      </select>
    </label>
  `;
}

function notifications(notifier, actions) {
  const possible = notifier.supported && !notifier.denied;
  const hint = notifier.denied ? words.notifyDenied : possible ? words.notifyHint : words.notifyUnsupported;
  return possible
    ? html`
        <button type="button" class="line" id="notify" role="switch" aria-checked=${notifier.on ? 'true' : 'false'} @click=${() => actions.setNotifications(!notifier.on)}>
          ${what(words.notifications, hint)}<span class="switch" aria-hidden="true"></span>
        </button>
      `
    : html`<div class="line">${what(words.notifications, hint)}</div>`;
}

function what(title, hint) {
  return html`<span class="what"><span class="title">${title}</span>${hint ? html`<span class="hint">${hint}</span>` : nothing}</span>`;
}

/** How the user is signed in, where there is something to sign in at. */
function account(signIn, actions) {
  if (!signIn.possible) {
    return nothing;
  }
  return html`
    <div class="line">
      ${what(words.account, signIn.member ? words.signedInAt(signIn.host) : words.guestHere(signIn.host))}
      ${
        signIn.member
          ? html`<button type="button" id="sign-out" @click=${() => actions.signOut()}>${words.signOut}</button>`
          : html`<button type="button" @click=${() => actions.signIn()}>${words.signIn}</button>`
      }
    </div>
  `;
}
