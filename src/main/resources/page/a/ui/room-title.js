import { words } from './words.js';

/** The title of a room as shown to this user. */
export function titleOf(room, me) {
  return room.direct && room.with.id === me?.id ? words.notesToSelf : room.direct ? room.peerName || room.with.name || words.someone : room.titleApart || room.title;
}
