/**
 * The people that this page has met, by id: `{id, name, online?}`. From lists of members, direct conversations and what
 * was said; who is online in one of them is.
 */
export function knownPeople(rooms, me) {
  const met = new Map();
  const meet = ({ id, name, online }) => {
    const former = met.get(id);
    met.set(id, { id, name: name ?? former?.name, online: online || former?.online || false });
  };
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
