import { keyed } from '../../lit/directives/keyed.js';
import { html, nothing } from '../../lit/lit-html.js';
import { Part, partView } from '../part.js';

const dialogs = new Part('sheets/views.js', () => import('./views.js'));

/** Loads what dialogs show, before the first is opened. */
export const fetchDialogs = () => dialogs.fetchAhead();

/** The open dialog, if any. A click outside closes it. Rare ones bring their own `view`, loaded when it is asked for. */
export function sheetView(page, chat) {
  const { sheet, actions } = page;
  const { current } = sheet;
  if (!current) {
    return nothing;
  }
  const view = current.view ?? dialogs.use(page.draw)?.views[current.kind];
  return keyed(
    current.key,
    html`
      <dialog
        id=${`${current.kind}-dialog`}
        aria-labelledby="sheet-title"
        @close=${({ currentTarget }) => currentTarget.isConnected && sheet.current === current && sheet.close()}
        @pointerdown=${({ target, currentTarget }) => target === currentTarget && sheet.close()}
      >
        <div class="sheet">${view ? view(current, chat, actions, page) : partView(dialogs, page.draw, () => actions.closeSheet())}</div>
      </dialog>
    `,
  );
}
