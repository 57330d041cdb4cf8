const numbers = new Intl.NumberFormat('en');
const lists = new Intl.ListFormat('en', { type: 'conjunction' });
const MOST_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);
const several = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

function list(names) {
  const more = names.length - MOST_NAMES;
  return lists.format(more > 0 ? [...names.slice(0, MOST_NAMES), `${more} more`] : names);
}

/** What the page says in English. */
export const en = {
  language: 'en',
  app: 'Parley',
  skip: 'Skip to the message field',

  rooms: 'Rooms',
  yourRooms: 'Your rooms',
  moreRooms: 'More rooms',
  showMoreRooms: 'Show more rooms',
  loadingRooms: 'Loading rooms …',
  roomTotal: (count) => `${several(count, 'public room', 'public rooms')} in all`,
  noOtherRooms: 'No other public room yet. Make one above.',
  joinLabel: 'Join or make a room',
  joinPlaceholder: 'tea-corner',
  join: 'Join',
  joinHint: 'A room that does not exist yet is made.',
  badRoom: 'Use a–z, 0–9 and hyphens, at most 64, beginning with a letter or digit.',
  leave: 'Leave this room',
  hide: 'Hide this conversation',
  roomSettings: 'About this room',
  kinds: { public: 'Public room', private: 'Private group', direct: 'Direct conversation' },

  newGroup: 'New group',
  groupTitle: 'Title',
  whoMayCome: 'Who may come',
  privateKind: 'Private, by invitation',
  publicKind: 'Public, for everyone',
  make: (count) => (count > 0 ? `Make it with ${several(count, 'person', 'people')}` : 'Make it'),
  findPeople: 'Find people',
  nobodyFits: 'Nobody whom you have met here fits.',
  invite: 'Add people',
  inviteTo: (room) => `Add people to ${room}`,
  bring: (count) => (count > 0 ? `Add ${several(count, 'person', 'people')}` : 'Add'),

  people: 'People',
  peopleOf: (online, members) => `${number(online)} online of ${number(members)}`,
  showPeople: (online) => `People, ${number(online)} online`,
  showMorePeople: 'Show more people',
  presence: (online) => (online ? 'online' : 'offline'),
  you: 'you',
  blocked: 'blocked',
  someone: 'Someone',
  notes: 'Notes to yourself',
  notesToSelf: 'Write a note to yourself',
  roles: { owner: 'owner', moderator: 'moderator' },
  writeTo: (name) => `Write to ${name}`,
  makeModerator: 'Make a moderator',
  makeOwner: 'Make an owner',
  demote: 'Take the role back',
  mute: 'Mute for',
  span: (ms) => (ms < 3_600_000 ? `${ms / 60_000} minutes` : several(ms / 3_600_000, 'hour', 'hours')),
  unmute: 'Unmute',
  kick: 'Remove from this room',
  ban: 'Ban from this room',
  unban: 'Lift the ban',
  bannedPeople: 'Banned',
  block: 'Block',
  unblock: 'Unblock',
  blockHint: 'Blocked people’s direct messages and invitations do not reach you. They are not told.',

  backToRooms: (unread) => (unread > 0 ? `Back to the rooms, ${en.unread(unread)}` : 'Back to the rooms'),
  backToRoom: 'Back to the conversation',
  counts: (members, online) => `${several(members, 'member', 'members')}, ${number(online)} online`,
  unread: (count) => `${count >= 100 ? '100 or more' : count} unread`,
  mentioned: 'you are mentioned',
  youSaid: 'You:',

  messagesOf: (room) => `Messages in ${room}`,
  older: 'Earlier messages',
  loading: 'Loading …',
  beginning: 'This is where it begins.',
  quiet: 'Nobody has said anything yet. You could be the first.',
  directQuiet: (name) => `This is the beginning of what you and ${name} have to say to each other.`,
  newFromHere: 'New from here',
  toEnd: (count) => (count > 0 ? `To the newest message, ${en.unread(count)}` : 'To the newest message'),
  notMember: (room) => `You are not in ${room}.`,
  notMemberHint: 'Join it to read and to talk.',
  notYours: 'You are not in this conversation.',
  typing: (names) => (names.length > 3 ? 'Several people are writing …' : `${list(names)} ${names.length === 1 ? 'is' : 'are'} writing …`),
  came: (names) => `${list(names)} came`,
  left: (names) => `${list(names)} left`,

  messageMenu: (name) => `What to do with this message of ${name}`,
  messageActions: 'What to do with this message',
  react: 'Answer with a sign',
  reaction: (emoji, count) => `${emoji}, ${several(count, 'person', 'people')}`,
  moreEmoji: 'More signs',
  emoji: 'Emoji',
  reply: 'Reply',
  copy: 'Copy the text',
  edit: 'Edit',
  delete: 'Delete',
  whoSaw: 'Who has seen it',
  answerTo: 'In answer to',
  earlierMessage: 'An earlier message',
  edited: 'edited',
  deleted: 'This message was deleted.',
  deletedShort: 'Deleted',
  dataShort: 'Data',

  changeName: (name) => `Change your name, now ${name}`,
  messageLabel: (room) => `Message to ${room}`,
  messagePlaceholder: 'Say something',
  mention: 'Whom you mean',
  editing: 'Changing',
  answering: (name) => `Answering ${name}`,
  room: (bytes) => (bytes >= 0 ? `${number(bytes)} left` : `${number(-bytes)} too long`),
  send: 'Send',
  sendHint: 'Enter sends, Shift and Enter begins a new line, the up arrow changes your last message.',
  nameTitle: 'Your name',
  nameHint: '1 to 40 characters. Others see it beside what you say from now on.',
  chooseName: 'Choose a name',
  welcome: (name) => `Welcome. For now you are called ${name}.`,
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  settings: 'Settings',
  theme: 'Appearance',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  languageLabel: 'Language',
  automatic: 'As the browser',
  notifications: 'Notifications',
  notifyHint: 'For direct messages, groups and whenever you are mentioned, while this page is hidden.',
  notifyOn: 'Tell me',
  notifyOff: 'Do not tell me any more',
  notifyDenied: 'The browser does not allow it for this page. You can change that in its settings.',
  formatHint: '*bold*, _slanted_, ~struck~, `code` and ```a block of code``` are shown as such.',
  switchTitle: 'Go to a room or person',
  switchKeys: 'Ctrl K',
  switchHint: 'Room or person',
  nothingFits: 'Nothing fits.',
  updateReady: 'A new version of this page is here.',
  useUpdate: 'Use it now',

  fate: { sent: 'Sent', delivered: 'Delivered', seen: 'Seen' },
  seenBy: (count, of) => `Seen by ${number(count)} of ${number(of)}`,
  countOf: (count, of) => `${number(count)} of ${number(of)}`,
  sending: 'Sending …',
  queued: 'Waits for the connection',
  elsewhere: 'Waits in another tab',
  notSent: (why) => `Not sent. ${why}`,
  retry: 'Try again',
  discard: 'Remove',
  dismiss: 'Dismiss',
  announcement: (name) => `${name} to everybody:`,
  look: 'Look',

  connection: {
    connecting: 'Connecting',
    open: 'Connected',
    waiting: 'Reconnecting',
    ended: 'Disconnected',
    goingAway: 'Moving to another server',
  },
  onPod: (pod) => `You are connected to ${pod}`,
  lostNow: 'The connection is lost.',
  offlineNow: 'You are offline.',
  kept: 'What you write is kept and sent as soon as it is back.',
  again: (seconds) => (seconds > 0 ? `Next try in ${number(seconds)} s` : 'Trying …'),
  tryNow: 'Try now',
  connectAgain: 'Connect again',

  /** Why the server ended the connection for good, by close code or refusal. */
  ended: (code, reason) => endings[code] ?? `The server ended the connection (${code}${reason ? `: ${reason}` : ''}).`,

  /** Why a command was refused; the server's own sentence where there is no better one. */
  refused: ({ code, message }) => refusals[code] ?? sentence(message ?? code),

  notice: ({ code, room, title, reason, name, why }) => {
    switch (code) {
      case 'stranger':
        return 'The server no longer knows who you were. You come back as a new guest.';
      case 'someone_new':
        return `The server no longer knows who you were. You are a new guest now: ${name}.`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      case 'added':
        return `You were added to ${title}.`;
      default:
        return en.refused(why ?? { code, message: reason });
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
  forbidden: 'Your role in this room does not allow that.',
  not_member: 'You are not in this room.',
  not_found: 'There is no such room.',
  too_large: 'It is too long for this server.',
  rate_limited: 'That was too much at once. Wait a little.',
  unavailable: 'The server cannot reach its memory. Try again soon.',
  lost: 'There is no connection. Try again when it is back.',
  someone_new: 'You were someone else when you wrote this.',
  conflict: 'It is there already, or there are too many of them.',
};

const removals = {
  kicked: (room) => `You were removed from ${room}.`,
  banned: (room) => `You were banned from ${room}.`,
  left: (room) => `You left ${room}.`,
  other: (room) => `You are no longer in ${room}.`,
};

function sentence(text) {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
