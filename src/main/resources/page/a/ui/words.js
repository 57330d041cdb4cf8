/** Every sentence that the page says, in one place; the rest of `ui` holds no words of its own. */
export const words = {
  app: 'Parley',
  skip: 'Skip to the message field',
  rooms: 'Rooms',
  yourRooms: 'Your rooms',
  moreRooms: 'More rooms',
  showMoreRooms: 'Show more rooms',
  loadingRooms: 'Loading rooms …',
  roomTotal: (count) => (count === 1 ? '1 public room in all' : `${number(count)} public rooms in all`),
  noOtherRooms: 'No other public room yet. Make one above.',
  joinLabel: 'Join or make a room',
  joinPlaceholder: 'tea-corner',
  join: 'Join',
  joinHint: 'A room that does not exist yet is made.',
  badRoom: 'Use a–z, 0–9 and hyphens, at most 64, beginning with a letter or digit.',
  leave: 'Leave this room',
  people: 'People',
  peopleOf: (online, members) => `${number(online)} online of ${number(members)}`,
  showPeople: (online) => `People, ${number(online)} online`,
  showMorePeople: 'Show more people',
  online: 'online',
  offline: 'offline',
  you: 'you',
  roles: { owner: 'owner', moderator: 'moderator' },
  backToRooms: (unread) => (unread > 0 ? `Back to the rooms, ${words.unread(unread)}` : 'Back to the rooms'),
  backToRoom: 'Back to the conversation',
  counts: (members, online) => `${members === 1 ? '1 member' : `${number(members)} members`}, ${number(online)} online`,
  unread: (count) => `${count >= 100 ? '100 or more' : count} unread`,
  messagesOf: (room) => `Messages in ${room}`,
  older: 'Earlier messages',
  loading: 'Loading …',
  beginning: 'This is where it begins.',
  quiet: 'Nobody has said anything yet. You could be the first.',
  notMember: (room) => `You are not in ${room}.`,
  notMemberHint: 'Join it to read and to talk.',
  speakingAs: 'Speaking as',
  changeName: (name) => `Change your name, now ${name}`,
  messageLabel: (room) => `Message to ${room}`,
  messagePlaceholder: 'Say something',
  send: 'Send',
  sendHint: 'Enter sends, Shift and Enter begins a new line.',
  nameTitle: 'Your name',
  nameHint: '1 to 40 characters. Others see it beside what you say from now on.',
  save: 'Save',
  cancel: 'Cancel',
  sending: 'Sending …',
  queued: 'Waits for the connection',
  sent: 'Sent',
  notSent: (why) => `Not sent. ${why}`,
  retry: 'Try again',
  discard: 'Remove',
  edited: 'edited',
  deleted: 'This message was deleted.',
  came: (names) => `${list(names)} came`,
  left: (names) => `${list(names)} left`,
  dismiss: 'Dismiss',
  tryNow: 'Try now',
  connectAgain: 'Connect again',
  onPod: (pod) => `You are connected to ${pod}`,

  status: {
    connecting: 'Connecting',
    open: 'Connected',
    waiting: 'Reconnecting',
    ended: 'Disconnected',
    goingAway: 'Moving to another server',
  },

  waiting: 'The connection is lost. What you write is kept and sent as soon as it is back.',

  /** Why the server ended the connection for good, by close code or refusal. */
  ended(code, reason) {
    return endings[code] ?? `The server ended the connection (${code}${reason ? `: ${reason}` : ''}).`;
  },

  /** Why a command was refused; the server's own sentence where there is no better one. */
  refused({ code, message }) {
    return refusals[code] ?? sentence(message ?? code);
  },

  notice({ code, room, reason, name }) {
    switch (code) {
      case 'stranger':
        return 'The server no longer knows who you were. You come back as a new guest.';
      case 'someone_new':
        return `The server no longer knows who you were. You are a new guest now: ${name}.`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      default:
        return this.refused({ code, message: reason });
    }
  },
};

const endings = {
  1000: 'The server ended the connection.',
  1002: 'The server could not follow what this page sent.',
  1007: 'The server could not read what this page sent.',
  1008: 'The server does not allow this connection.',
  1009: 'The last message was too large for the server.',
  4500: 'The server could not read what this page sent.',
  4501: 'The server does not accept who you say you are.',
  4502: 'You are banned from this server.',
  4503: 'You opened Parley in many places; a newer one took this place.',
  unauthenticated: 'This server does not take guests.',
};

const refusals = {
  muted: 'You are muted in this room.',
  banned: 'You are banned from this room.',
  not_member: 'You are not in this room.',
  not_found: 'There is no such room.',
  too_large: 'It is too long for this server.',
  lost: 'There is no connection. Try again when it is back.',
  someone_new: 'You were someone else when you wrote this.',
};

const removals = {
  kicked: (room) => `You were removed from ${room}.`,
  banned: (room) => `You were banned from ${room}.`,
  left: (room) => `You left ${room}.`,
  other: (room) => `You are no longer in ${room}.`,
};

const numbers = new Intl.NumberFormat();

function number(count) {
  return numbers.format(count ?? 0);
}

const lists = new Intl.ListFormat('en', { type: 'conjunction' });

const MOST_NAMES = 4;

function list(names) {
  const more = names.length - MOST_NAMES;
  return lists.format(more > 0 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names);
}

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
