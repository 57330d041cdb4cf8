import { number } from './numbers.js';
import { tableView } from './table-view.js';
import { words } from './words.js';

/** What the pods refuse, and why. */
export function refusalsView(desk) {
  const { page } = desk.refusals;
  return tableView({
    id: 'refusals',
    title: words.refusals(Math.round((page?.seconds ?? 300) / 60)),
    rows: page?.refusals,
    key: ({ kind, reason }) => `${kind} ${reason}`,
    none: words.noRefusals,
    columns: [
      { name: words.what, cell: ({ kind }) => words.kinds[kind] ?? kind },
      { name: words.reason, kind: 'id', cell: ({ reason }) => reason },
      { name: words.meaning, cell: ({ kind, reason }) => words.reasons[kind]?.[reason] ?? '–' },
      { name: words.count, kind: 'number', cell: ({ count }) => number(count) },
      { name: words.pods, kind: 'number', cell: ({ pods }) => number(pods) },
    ],
  });
}
