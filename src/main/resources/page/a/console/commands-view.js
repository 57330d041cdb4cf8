import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/** The commands by name. */
export function commandsView(workbench) {
  const { commands, form } = workbench;
  return html`
    <section id="commands" aria-labelledby="commands-title">
      <h2 id="commands-title">${words.commands}</h2>
      <ul>
        ${commands.map(
          (command) => html`
            <li>
              <button type="button" data-op=${command.op} aria-current=${command === form.command ? 'true' : nothing} @click=${() => workbench.choose(command)}>
                <code>${command.op}</code>
              </button>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}
