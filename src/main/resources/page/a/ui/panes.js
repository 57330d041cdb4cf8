import { noChange } from '../lit/lit-html.js';

/** Where panes.css hides panes. */
const ONE_PANE = matchMedia('(max-width: 46rem)');
const TWO_PANES = matchMedia('(max-width: 68rem)');

/** Draws the side panes as far as they fit: a hidden one costs nothing, and keeps what it had. */
export class Panes {
  constructor(changed) {
    [ONE_PANE, TWO_PANES].forEach((query) => query.addEventListener('change', changed));
  }

  rooms(current, view) {
    return ONE_PANE.matches && current !== 'rooms' ? noChange : view();
  }

  people(current, view) {
    return TWO_PANES.matches && current !== 'people' ? noChange : view();
  }
}
