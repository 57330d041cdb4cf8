import { guard } from '../lit/directives/guard.js';
import { html } from '../lit/lit-html.js';
import { parseMarkup } from '../state/markup.js';
import { placeOf } from './route.js';
import { words } from './words.js';

const BIG = /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|\ufe0f)*\s*){1,3}$/u;

/** Longer ones are no three emoji, whatever they consist of. */
const MAX_BIG = 64;

/**
 * Renders a message's text as nodes; `names` are marked as mentions, of which `own` are the reader's. User input only ever
 * becomes text and, for allowed schemes, the target of a link. It is parsed once, and again only if it or a name has
 * changed: a redraw of the log parses nothing.
 */
export function richText(text, names, own) {
  const big = text.length <= MAX_BIG && BIG.test(text);
  const nodes = guard([text, words, own.join('\n'), ...names], () => parseMarkup(text, names).map((piece) => node(piece, own)));
  // A paragraph holds no lists.
  return html`<div class="text" dir="auto" ?data-big=${big}>${nodes}</div>`;
}

function node({ kind, text, href, pieces, items, start }, own) {
  switch (kind) {
    case 'list':
      return start === undefined
        ? html`<ul>\n${items.map((item) => listItem(item, own))}</ul>`
        : html`<ol start=${start}>\n${items.map((item) => listItem(item, own))}</ol>`;
    case 'quote':
      return html`<blockquote>\n<div>${pieces.map((piece) => node(piece, own))}</div>\n</blockquote>`;
    case 'code':
      return html`<code>${text}</code>`;
    case 'block':
      return html`<code class="block" tabindex="0" role="group" aria-label=${words.codeBlock}>${text}</code>`;
    case 'link':
      if (placeOf(href)) {
        return html`<a href=${placeOf(href)}>${text}</a>`;
      }
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

/** Line breaks show nothing around items: they are for what is copied. */
function listItem(pieces, own) {
  return html`<li>${pieces.map((piece) => node(piece, own))}</li>\n`;
}
