/**
 * Returns everyone whom this page has seen, by id: `{id, name, online?}`. They come from member lists, direct
 * conversations and messages, and from what the server has `found`; someone who is online in any of these is online.
 */
export function knownPeople(rooms, me, found = []) {
  const met = new Map();
  const meet = ({ id, name, online }) => {
    const former = met.get(id);
    met.set(id, { id, name: name ?? former?.name, online: online || former?.online || false });
  };
  for (const user of found) {
    meet(user);
  }
  for (const room of rooms) {
    room.log.messages.forEach(({ from }) => meet(from));
    if (room.with) {
      meet(room.with);
    }
    room.people.list.forEach(meet);
  }
  met.delete(me);
  return met;
}
