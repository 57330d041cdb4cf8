import { titleOf } from './room-title.js';
import { previewOf } from './message.js';
import { words } from './words.js';

/** What the user is asked before something that cannot be undone: `{action, title, hint, quote?, label}`. */
export const questions = {
  delete(message, own) {
    return {
      action: 'delete',
      title: words.confirm.delete(own ? undefined : message.from.name),
      quote: previewOf(message),
      hint: words.confirm.deleteHint,
      label: words.delete,
    };
  },

  signOut() {
    return { action: 'sign-out', title: words.confirm.signOut, hint: words.confirm.signOutHint, label: words.signOut };
  },

  leave(room) {
    const last = room.kind === 'private' && room.members === 1;
    const hints = [
      last && words.confirm.leaveLastHint,
      !last && room.kind === 'private' && words.confirm.leavePrivateHint,
      !last && room.canModerate && words.confirm.leaveRoleHint(room.role),
    ];
    return {
      action: 'leave',
      title: words.confirm.leave(titleOf(room)),
      hint: hints.filter(Boolean).join(' '),
      label: words.leave,
    };
  },

  kick(room, { name }) {
    return { action: 'kick', title: words.confirm.kick(name, titleOf(room)), hint: words.confirm.kickHint, label: words.kick };
  },

  ban(room, { name }) {
    return { action: 'ban', title: words.confirm.ban(name, titleOf(room)), hint: words.confirm.banHint, label: words.ban };
  },

  promote(room, { name }) {
    return { action: 'promote', title: words.confirm.owner(name, titleOf(room)), hint: words.confirm.ownerHint, label: words.makeOwner };
  },
};
