import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/** One field of a command: its name, its value, what is taken there, and what is wrong with it. */
export function fieldView(field, form, { limits, draw }) {
  const { name, required, made } = field;
  const fault = form.faults.get(name);
  return html`
    <div class="field" data-field=${name}>
      <label for=${`field-${name}`}><code>${name}</code> ${required && !made ? html`<span class="hint">${words.required}</span>` : nothing}</label>
      ${controlView(field, form, { fault, draw })}
      <p class="hint" id=${`hint-${name}`}>${hintOf(field, limits)}</p>
      ${faultView(fault, `fault-${name}`)}
    </div>
  `;
}

/** What is wrong, in words. */
export function faultView(fault, id) {
  return fault ? html`<p class="hint wrong" id=${id} role="alert" dir="auto">${sentenceOf(fault)}</p>` : nothing;
}

function sentenceOf({ said, kind, limit, path = [] }) {
  if (said !== undefined) {
    return words.said(said);
  }
  const sentence = words.faults[kind](limit);
  return path.length > 1 ? `${path.join('.')}: ${sentence}` : sentence;
}

function controlView(field, form, { fault, draw }) {
  const { name, kind, schema, made } = field;
  const text = form.text(name);
  const invalid = fault ? 'true' : nothing;
  const described = fault ? `hint-${name} fault-${name}` : `hint-${name}`;
  const input = ({ currentTarget }) => {
    form.set(name, currentTarget.value);
    draw();
  };
  const choices = kind === 'boolean' ? ['true', 'false'] : kind === 'choice' ? schema.enum : undefined;
  if (choices) {
    return html`
      <select id=${`field-${name}`} aria-invalid=${invalid} aria-describedby=${described} @change=${input}>
        <option value="" .selected=${text === ''}>${words.unset}</option>
        ${choices.map((choice) => html`<option value=${choice} .selected=${text === choice}>${choice}</option>`)}
      </select>
    `;
  }
  if (kind === 'json' || kind === 'long') {
    return html`<textarea id=${`field-${name}`} rows="2" dir="auto" spellcheck="false" class=${kind === 'json' ? 'code' : nothing} aria-invalid=${invalid} aria-describedby=${described} .value=${text} @input=${input}></textarea>`;
  }
  return html`
    <input
      id=${`field-${name}`}
      type=${kind === 'secret' ? 'password' : 'text'}
      inputmode=${kind === 'integer' ? 'numeric' : nothing}
      autocomplete="off"
      autocapitalize="none"
      spellcheck="false"
      dir="auto"
      placeholder=${made ? words.made : nothing}
      aria-invalid=${invalid}
      aria-describedby=${described}
      .value=${text}
      @input=${input}
    />
  `;
}

function hintOf({ kind, schema }, limits) {
  const { type, pattern, minimum, maximum, minLength, maxLength, maxItems, default: usual, description } = schema;
  const rules = {
    pattern,
    least: minimum,
    most: maximum,
    shortest: minLength,
    longest: maxLength,
    items: maxItems,
    usual,
  };
  return [
    kind === 'json' ? (type ? words.json(type) : 'JSON') : [type ?? []].flat().join(' | '),
    ...Object.entries(rules).flatMap(([rule, limit]) => (limit === undefined ? [] : [words.rules[rule](limit)])),
    description && withLimits(description, limits),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The document names limits, whose values the server tells in its reply to `hello`. */
function withLimits(description, limits = {}) {
  return description.replace(/\blimits\.(\w+)/g, (name, limit) => (limit in limits ? `${name} (${limits[limit]})` : name));
}
