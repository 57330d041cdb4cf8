import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/** Who connects, and how the connection is. */
export function connectionView(workbench, access, draw) {
  const { line, who } = workbench;
  return html`
    <section id="connection" aria-labelledby="connection-title">
      <h2 id="connection-title">${words.connection}</h2>
      <p id="state" role="status" data-state=${line.state}>${stateOf(line)}</p>
      <form
        @submit=${(event) => {
          event.preventDefault();
          workbench.connect();
        }}
      >
        <label for="who">${words.as}</label>
        <select
          id="who"
          @change=${({ currentTarget }) => {
            workbench.who = currentTarget.value;
            draw();
          }}
        >
          ${['me', 'guest', 'other'].filter((one) => one !== 'me' || access.open).map((one) => html`<option value=${one} .selected=${one === who}>${words.who[one]}</option>`)}
        </select>
        ${who === 'other' ? otherView(workbench) : nothing}
        <div class="choices">
          ${line.state === 'closed' ? nothing : html`<button type="button" id="disconnect" @click=${() => line.close()}>${words.disconnect}</button>`}
          <button id="connect" class=${line.state === 'closed' ? 'strong' : nothing}>${line.state === 'closed' ? words.connect : words.reconnect}</button>
        </div>
      </form>
    </section>
  `;
}

function otherView(workbench) {
  return html`
    <label for="other">${words.proof}</label>
    <input
      id="other"
      type="password"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="none"
      required
      aria-describedby="other-hint"
      @input=${({ currentTarget }) => {
        workbench.other = currentTarget.value.trim();
      }}
    />
    <p class="hint" id="other-hint">${words.otherHint}</p>
  `;
}

function stateOf({ state, user, end }) {
  if (state === 'open') {
    return words.states.open(user.name, user.id);
  }
  if (state === 'closed' && end) {
    return `${words.states.ended(end.code)}${end.reason ? ` ${end.reason}` : ''}`;
  }
  return words.states[state];
}
