import { keyed } from '../../lit/directives/keyed.js';
import { html, nothing } from '../../lit/lit-html.js';
import { Part, partView } from '../part.js';

const dialogs = new Part('sheets/views.js', () => import('./views.js'));

/** Loads what dialogs show, before the first is opened. */
export const fetchDialogs = () => dialogs.fetchAhead();

/** The open dialog, if any. A click outside closes it. */
export function sheetView(page, chat) {
  const { sheet, actions } = page;
  const { current } = sheet;
  if (!current) {
    return nothing;
  }
  const { views } = dialogs.use(page.draw) ?? {};
  return keyed(
    current.key,
    html`
      <dialog
        id=${`${current.kind}-dialog`}
        aria-labelledby="sheet-title"
        @close=${({ currentTarget }) => currentTarget.isConnected && sheet.current === current && sheet.close()}
        @pointerdown=${({ target, currentTarget }) => target === currentTarget && sheet.close()}
      >
        <div class="sheet">${views ? views[current.kind](current, chat, actions, page) : partView(dialogs, page.draw, () => actions.closeSheet())}</div>
      </dialog>
    `,
  );
}
