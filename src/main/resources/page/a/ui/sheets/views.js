import { groupSheet } from './group.js';
import { infoSheet } from './info.js';
import { inviteSheet } from './invite.js';
import { nameSheet } from './name.js';
import { personSheet } from './person.js';
import { roomSheet } from './room.js';
import { settingsSheet } from './settings.js';
import { switcherSheet } from './switcher.js';

/** What each kind of dialog shows. */
export const views = {
  group: groupSheet,
  info: infoSheet,
  invite: inviteSheet,
  name: nameSheet,
  person: personSheet,
  room: roomSheet,
  settings: settingsSheet,
  switcher: switcherSheet,
};
