/**
 * Whether the user can undo an action of theirs completely; if not, they are asked before. `member` is whom it is about.
 *
 * Who leaves a room on a role does not get it back; what was written in a private group before one's latest joining is
 * not shown again; and nobody but themselves can take the role of an owner.
 */
export function isReversible(action, { room, member }) {
  switch (action) {
    case 'delete':
    case 'ban':
      return false;
    case 'leave':
      return room.direct || (room.kind === 'public' && !room.canModerate);
    case 'kick':
      return room.kind === 'public';
    case 'promote':
      return member.role !== 'moderator';
    default:
      return true;
  }
}
