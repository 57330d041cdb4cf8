import { keyed } from '../lit/directives/keyed.js';
import { html, nothing } from '../lit/lit-html.js';
import { faultView, fieldView } from './field-view.js';
import { curlOf, scriptOf } from './snippets.js';
import { words } from './words.js';

const HIDDEN = '•••';

/** The chosen command: what it does, its fields, and what can be done with it. */
export function commandView(workbench, draw) {
  const { form, line } = workbench;
  const { op, summary, description, fields, examples } = form.command;
  const overHttp = curlOf(form.peek(), workbench.api) !== undefined;
  return html`
    <section id="command" aria-labelledby="command-title">
      <h2 id="command-title"><code>${op}</code></h2>
      <p lang="en">${summary} ${description ?? nothing}</p>
      ${keyed(
        `${op} ${form.raw === undefined}`,
        html`
          <form
            novalidate
            @submit=${(event) => {
              event.preventDefault();
              send(workbench, event.currentTarget, draw);
            }}
            @keydown=${(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                send(workbench, event.currentTarget, draw);
              }
            }}
          >
            <div class="choices">
              ${examples.map(
                ({ name, fields: given }) => html`<button type="button" class="plain" data-example=${name} @click=${() => change(draw, () => form.fill(given))}>${words.example(labelOf(name, op))}</button>`,
              )}
              <button type="button" class="plain" id="as" @click=${() => change(draw, () => (form.raw === undefined ? form.asJson() : form.asFields()))}>
                ${form.raw === undefined ? words.asJson : words.asFields}
              </button>
            </div>
            ${form.raw === undefined ? fields.map((field) => fieldView(field, form, { limits: line.limits, draw })) : rawView(form, draw)}
            ${form.raw === undefined ? faultView(form.faults.get(''), 'fault-all') : nothing}
            <div class="choices">
              <button type="button" id="curl" ?disabled=${!overHttp} title=${overHttp ? nothing : words.socketOnly} @click=${() => copy(workbench, draw, curlOf)}>
                ${words.curl}
              </button>
              <button type="button" id="script" @click=${() => copy(workbench, draw, scriptOf)}>${words.script}</button>
              <button id="send" class="strong" aria-keyshortcuts="Control+Enter" title="Ctrl Enter">${words.send}</button>
            </div>
          </form>
        `,
      )}
      <p id="outcome" role="status" data-problem=${workbench.outcome?.problem ?? nothing}>${outcomeOf(workbench.outcome)}</p>
      ${copiedView(workbench.copied)}
    </section>
  `;
}

function rawView(form, draw) {
  const fault = form.faults.get('');
  return html`
    <div class="field" data-field="">
      <label for="raw">${words.rawLabel}</label>
      <textarea
        id="raw"
        class="code"
        rows="10"
        spellcheck="false"
        dir="auto"
        aria-invalid=${fault ? 'true' : nothing}
        aria-describedby=${fault ? 'raw-hint fault-raw' : 'raw-hint'}
        .value=${form.raw}
        @input=${({ currentTarget }) => change(draw, () => form.setRaw(currentTarget.value))}
      ></textarea>
      <p class="hint" id="raw-hint">${words.rawHint}</p>
      ${faultView(fault, 'fault-raw')}
    </div>
  `;
}

function copiedView(copied) {
  return copied
    ? html`
        <div id="copied">
          <p class="hint" role="status">${copied.failed ? words.copyFailed : words.copied}</p>
          <pre tabindex="0" aria-label=${words.snippet}>${copied.text}</pre>
        </div>
      `
    : nothing;
}

/** The focus goes to the first field that is wrong. */
function send(workbench, form, draw) {
  const fits = workbench.send();
  draw();
  if (!fits) {
    form.querySelector('[aria-invalid=true]')?.focus();
  }
}

/** Copies what the command is elsewhere; whoever connects is not in it. */
async function copy(workbench, draw, written) {
  const text = workbench.secrets.reduce((all, secret) => all.replaceAll(secret, HIDDEN), written(workbench.form.peek(), workbench.api));
  const failed = await navigator.clipboard.writeText(text).then(
    () => false,
    () => true,
  );
  workbench.copied = { text, failed };
  draw();
}

function change(draw, act) {
  act();
  draw();
}

/** What an example is about, if there are several. */
function labelOf(name, op) {
  return name.replace('command-', '').replace(`${op}-`, '').replaceAll('-', ' ');
}

function outcomeOf(outcome) {
  if (!outcome) {
    return '';
  }
  const { op, took, problem, unsent } = outcome;
  return unsent ? words.unsent : problem ? words.refused(op, problem) : words.answered(op, took);
}
