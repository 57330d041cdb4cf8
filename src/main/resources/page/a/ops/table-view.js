import { repeat } from '../lit/directives/repeat.js';
import { html, nothing } from '../lit/lit-html.js';
import { words } from './words.js';

/**
 * A part of the page with a table. On a narrow screen each row is a block, with its columns' names in it: the roles say
 * that it is a table all the same.
 *
 * @param id of the part
 * @param title its heading
 * @param intro what stands above the table
 * @param columns `[{name, kind?, cell}]`: `cell` gives a row's content, `kind` is a class of the column's cells
 * @param rows what there is; nothing until it has come
 * @param key tells the rows apart, so that the focus stays with its row
 * @param none what is said if there are no rows
 * @param below what stands below the table
 */
export function tableView({ id, title, intro = nothing, columns, rows, key, none, below = nothing }) {
  return html`
    <section id=${id} aria-labelledby=${`${id}-title`}>
      <h2 id=${`${id}-title`}>${title}</h2>
      ${intro} ${rows === undefined ? html`<p class="hint">${words.asking}</p>` : rows.length === 0 ? html`<p class="hint none">${none}</p>` : table({ id, columns, rows, key })} ${below}
    </section>
  `;
}

function table({ id, columns, rows, key }) {
  return html`
    <table role="table" aria-labelledby=${`${id}-title`}>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(({ name, kind }) => html`<th role="columnheader" scope="col" class=${kind ?? nothing}>${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          rows,
          key,
          (row) => html`
            <tr role="row" data-key=${key(row)}>
              ${columns.map(({ name, kind, cell }) => html`<td role="cell" class=${kind ?? nothing} data-name=${name}>${cell(row)}</td>`)}
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

/** The ways through a list of several pages. */
export function pagerView(desk, listing, title) {
  if (!listing.page || (listing.first && listing.last)) {
    return nothing;
  }
  return html`
    <div class="pager" role="group" aria-label=${words.pagesOf(title)}>
      <button type="button" ?disabled=${listing.first} @click=${() => desk.back(listing)}>${words.back}</button>
      <button type="button" ?disabled=${listing.last} @click=${() => desk.next(listing)}>${words.next}</button>
    </div>
  `;
}
