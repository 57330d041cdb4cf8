import { html, nothing } from '../lit/lit-html.js';
import { moment, number, percent } from './numbers.js';
import { pagerView, tableView } from './table-view.js';
import { words } from './words.js';

/** Every living pod. */
export function podsView(desk) {
  const { page } = desk.pods;
  return tableView({
    id: 'pods',
    title: words.pods,
    intro: page ? html`<p class="hint" id="totals">${words.totals(page.total, page.connections)}</p>` : nothing,
    rows: page?.pods,
    key: ({ pod }) => pod,
    none: words.noPods,
    columns: [
      { name: words.pod, kind: 'id', cell: (pod) => html`${pod.pod}${pod.draining ? html` <span class="tag">${words.draining}</span>` : nothing}` },
      { name: words.version, kind: 'id', cell: ({ version }) => version },
      { name: words.connections, kind: 'number', cell: ({ connections }) => number(connections) },
      { name: words.load, kind: 'load', cell: load },
      { name: words.users, kind: 'number', cell: ({ users }) => number(users) },
      { name: words.rooms, kind: 'number', cell: ({ rooms }) => number(rooms) },
      { name: words.since, cell: ({ since }) => (since ? moment(since) : '–') },
    ],
    below: pagerView(desk, desk.pods, words.pods),
  });
}

function load({ pod, connections, limit }) {
  if (!limit) {
    return '–';
  }
  return html`
    <meter min="0" max=${limit} high=${limit * 0.8} value=${connections} aria-label=${words.loadOf(pod)}></meter>
    <span>${words.ofLimit(percent(connections / limit), number(limit))}</span>
  `;
}
