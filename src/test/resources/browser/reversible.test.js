import { isReversible } from '/page/a/state/reversible.js';
import { equal } from './world.js';

const OPEN = { kind: 'public', direct: false, canModerate: false };
const CLOSED = { kind: 'private', direct: false, canModerate: false };
const DIRECT = { kind: 'direct', direct: true, canModerate: false };

export function whatNothingUndoesIsAskedBefore() {
  const asked = (action, room, member = { role: 'member' }) => !isReversible(action, { room, member });
  equal([asked('delete', OPEN), asked('ban', OPEN), asked('ban', CLOSED)], [true, true, true]);
  equal([asked('leave', CLOSED), asked('kick', CLOSED)], [true, true], 'what was written before is not shown again');
  equal(asked('leave', { ...OPEN, canModerate: true }), true, 'the role is lost');
  equal(asked('promote', OPEN, { role: 'moderator' }), true, 'an owner stays an owner');
}

export function whatCanBeUndoneIsNotAsked() {
  const undone = (action, room, member = { role: 'member' }) => isReversible(action, { room, member });
  equal([undone('leave', OPEN), undone('leave', DIRECT), undone('kick', OPEN)], [true, true, true]);
  const others = ['mute', 'unmute', 'unban', 'demote', 'promote', 'invite', 'block', 'unblock'];
  others.forEach((action) => equal(undone(action, CLOSED), true, action));
}
