import { html } from '../lit/lit-html.js';
import { parseMarkup } from '../state/markup.js';

const BIG = /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|\ufe0f)*\s*){1,3}$/u;

/**
 * Renders a message's text as nodes; `names` are marked as mentions, of which `own` are the reader's. User input only ever becomes text and, for allowed schemes, the target of a link.
 */
export function richText(text, names, own) {
  return html`<p class="text" dir="auto" ?data-big=${BIG.test(text)}>${parseMarkup(text, names).map((piece) => node(piece, own))}</p>`;
}

function node({ kind, text, href, pieces }, own) {
  switch (kind) {
    case 'code':
      return html`<code>${text}</code>`;
    case 'block':
      return html`<code class="block">${text}</code>`;
    case 'link':
      return html`<a href=${href} target="_blank" rel="noopener noreferrer">${text}</a>`;
    case 'mention':
      return html`<span class="mention" ?data-me=${own.includes(text.slice(1))}>${text}</span>`;
    case 'strong':
      return html`<strong>${pieces.map((piece) => node(piece, own))}</strong>`;
    case 'em':
      return html`<em>${pieces.map((piece) => node(piece, own))}</em>`;
    case 'strike':
      return html`<s>${pieces.map((piece) => node(piece, own))}</s>`;
    default:
      return text;
  }
}
