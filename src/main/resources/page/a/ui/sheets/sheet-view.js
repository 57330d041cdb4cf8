import { keyed } from '../../lit/directives/keyed.js';
import { html, nothing } from '../../lit/lit-html.js';
import { groupSheet } from './group.js';
import { infoSheet } from './info.js';
import { inviteSheet } from './invite.js';
import { nameSheet } from './name.js';
import { personSheet } from './person.js';
import { roomSheet } from './room.js';
import { settingsSheet } from './settings.js';
import { switcherSheet } from './switcher.js';

const VIEWS = {
  group: groupSheet,
  info: infoSheet,
  invite: inviteSheet,
  name: nameSheet,
  person: personSheet,
  room: roomSheet,
  settings: settingsSheet,
  switcher: switcherSheet,
};

/** The open dialog, if any. A click outside closes it. Rare ones bring their own `view`, loaded when it is asked for. */
export function sheetView(page, chat) {
  const { sheet, actions } = page;
  const { current } = sheet;
  if (!current) {
    return nothing;
  }
  return keyed(
    current.key,
    html`
      <dialog
        id=${`${current.kind}-dialog`}
        aria-labelledby="sheet-title"
        @close=${({ currentTarget }) => currentTarget.isConnected && sheet.current === current && sheet.close()}
        @pointerdown=${({ target, currentTarget }) => target === currentTarget && sheet.close()}
      >
        <div class="sheet">${(current.view ?? VIEWS[current.kind])(current, chat, actions, page)}</div>
      </dialog>
    `,
  );
}
