import { refusals } from './refusals/en.js';

const numbers = new Intl.NumberFormat('en');
const lists = new Intl.ListFormat('en', { type: 'conjunction' });
const MAX_NAMES = 4;

const number = (count) => numbers.format(count ?? 0);
const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

function list(names) {
  const more = names.length - MAX_NAMES;
  return lists.format(more > 0 ? [...names.slice(0, MAX_NAMES), `${more} more`] : names);
}

/** The page's text in English. */
export const en = {
  language: 'en',
  app: 'Parley',
  skip: 'Skip to the message field',

  rooms: 'Rooms',
  yourRooms: 'Your rooms',
  moreRooms: 'More rooms',
  showMoreRooms: 'Show more rooms',
  loadingRooms: 'Loading rooms…',
  roomTotal: (count) => plural(count, 'public room', 'public rooms'),
  noOtherRooms: 'No other public rooms yet. Create one above.',
  joinLabel: 'Open or create a room',
  join: 'Join',
  open: 'Open',
  badRoom: 'Type a name with at least one letter or digit.',
  leave: 'Leave room',
  hide: 'Hide conversation',
  roomDetails: 'Room details',
  kinds: { public: 'Public room', private: 'Private group', direct: 'Direct message' },

  newGroup: 'New group',
  roomName: 'Name',
  whoCanJoin: 'Who can join',
  privateKind: 'Private (invite only)',
  publicKind: 'Public (open to all)',
  create: (count) => (count > 0 ? `Create with ${plural(count, 'person', 'people')}` : 'Create'),
  findPeople: 'Find people',
  noMatchingPeople: 'No matches among the people you have met here.',
  invite: 'Add people',
  inviteTo: (room) => `Add people to ${room}`,
  inviteCount: (count) => (count > 0 ? `Add ${plural(count, 'person', 'people')}` : 'Add'),

  people: 'People',
  members: 'Members',
  onlineOf: (online, members) => `${number(online)} of ${number(members)} online`,
  showMembers: (online) => `Show members, ${number(online)} online`,
  showMoreMembers: 'Show more members',
  presence: (online) => (online ? 'online' : 'offline'),
  you: 'you',
  blocked: 'blocked',
  someone: 'Someone',
  notesToSelf: 'Notes to self',
  writeNote: 'Write a note to yourself',
  roles: { owner: 'owner', moderator: 'moderator' },
  messagePerson: (name) => `Message ${name}`,
  moderation: 'Moderation',
  makeModerator: 'Make moderator',
  makeOwner: 'Make owner',
  demote: 'Remove as moderator',
  mute: 'Mute for',
  duration: (ms) => (ms < 3_600_000 ? `${ms / 60_000} minutes` : plural(ms / 3_600_000, 'hour', 'hours')),
  unmute: 'Unmute',
  kick: 'Remove from room',
  ban: 'Ban from room',
  unban: 'Unban',
  bannedPeople: 'Banned',
  mutedPeople: 'Muted',
  mutedPerson: 'muted',
  mutedPersonUntil: (time) => `muted until ${time}`,
  withoutEnd: 'Until undone',
  untilTime: (time) => `Until ${time}`,
  mutedHere: 'You are muted in this room. You can read, but not write.',
  mutedHereUntil: (time) => `You are muted in this room until ${time}. You can read, but not write.`,
  block: 'Block',
  unblock: 'Unblock',
  blockHint: 'You will not receive direct messages or invitations from people you block. They will not be notified.',

  backToRooms: (unread) => (unread > 0 ? `Back to rooms, ${en.unread(unread)}` : 'Back to rooms'),
  backToRoom: 'Back to conversation',
  counts: (members, online) => `${plural(members, 'member', 'members')}, ${number(online)} online`,
  unread: (count) => `${count >= 100 ? '100 or more' : count} unread`,
  mentioned: 'you were mentioned',
  youPrefix: 'You:',

  undo: 'Undo',
  undone: 'Undone.',
  /** What is asked before something that cannot be undone. */
  confirm: {
    delete: (name) => (name ? `Delete the message from ${name}?` : 'Delete this message?'),
    deleteHint: 'It disappears for everyone. This cannot be undone.',
    leave: (room) => `Leave ${room}?`,
    leavePrivateHint: 'You can come back only if someone adds you again, and you will not see what was written before.',
    leaveLastHint: 'You are the only member. The group and all of its messages will be deleted for good.',
    leaveRoleHint: (role) => `You are ${role === 'owner' ? 'an owner' : 'a moderator'} here. If you come back, you will be an ordinary member.`,
    kick: (name, room) => `Remove ${name} from ${room}?`,
    kickHint: 'If they are added again, they will not see what was written before.',
    ban: (name, room) => `Ban ${name} from ${room}?`,
    banHint: 'They are removed at once and cannot come back until they are unbanned.',
    owner: (name, room) => `Make ${name} an owner of ${room}?`,
    ownerHint: 'They can then do everything that you can, and only they can give it up again.',
  },
  /** What has been done, while it can be undone. */
  done: {
    discard: 'You discarded what was not sent.',
    leave: (room) => `You left ${room}.`,
    hide: (name) => `You hid the conversation with ${name}.`,
    kick: (name, room) => `You removed ${name} from ${room}.`,
    mute: (name, span) => `You muted ${name} for ${span}.`,
    unmute: (name) => `${name} can write again.`,
    unban: (name) => `${name} can join again.`,
    promote: (name) => `${name} is now a moderator.`,
    demote: (name) => `${name} is no longer a moderator.`,
    block: (name) => `You blocked ${name}.`,
    unblock: (name) => `You unblocked ${name}.`,
  },

  messagesOf: (room) => `Messages in ${room}`,
  older: 'Earlier messages',
  loading: 'Loading…',
  beginning: 'This is the beginning of the conversation.',
  empty: 'No messages yet. Start the conversation.',
  directEmpty: (name) => `This is the beginning of your conversation with ${name}.`,
  newMessages: 'New messages',
  toLatest: (count) => (count > 0 ? `Jump to the latest message, ${en.unread(count)}` : 'Jump to the latest message'),
  present: 'Jump to the latest',
  copyLink: 'Copy the link to this room',
  linkCopied: 'The link is copied.',
  messageGone: 'This message is no longer available.',
  notMember: (room) => `You are not in ${room}.`,
  notMemberHint: 'Join to read and write messages.',
  notParticipant: 'You are not in this conversation.',
  typing: (names) => (names.length > 3 ? 'Several people are typing…' : `${list(names)} ${names.length === 1 ? 'is' : 'are'} typing…`),
  joined: (names) => `${list(names)} joined`,
  left: (names) => `${list(names)} left`,

  messageMenu: (name) => `More for the message from ${name}`,
  messageActions: 'Message actions',
  more: 'More',
  react: 'React',
  reaction: (emoji, count) => `${emoji}, ${plural(count, 'person', 'people')}`,
  moreReactions: 'More reactions',
  emoji: 'Emoji',
  reply: 'Reply',
  copy: 'Copy text',
  selectText: 'Select text',
  edit: 'Edit',
  delete: 'Delete',
  messageInfo: 'Message info',
  inReplyTo: 'In reply to',
  earlierMessage: 'Earlier message',
  edited: 'edited',
  deleted: 'This message was deleted.',
  deletedShort: 'Deleted message',
  /** For screen readers. */
  spoken: (name, text) => `${name}: ${text}`,
  spokenCount: (count, names) => `${plural(count, 'new message', 'new messages')} from ${list(names)}`,
  codeBlock: 'Code',
  dataShort: 'Data',

  changeName: (name) => `Change your name, currently ${name}`,
  messageLabel: (room) => `Message to ${room}`,
  messagePlaceholder: 'Write a message',
  mention: 'Mention',
  editing: 'Editing',
  replyingTo: (name) => `Replying to ${name}`,
  bytesLeft: (bytes) => (bytes >= 0 ? `${number(bytes)} left` : `${number(-bytes)} over the limit`),
  tooLong: ({ size, most, encoded }) =>
    `This message is too long: ${number(size)} bytes${encoded ? ' as it is sent' : ''}; the limit is ${number(most)}. Shorten it or send it in parts.`,
  send: 'Send',
  sendHint: 'Press Enter to send, Shift+Enter for a new line, or the up arrow to edit your last message.',
  sendHintButton: 'Press the send button or Ctrl+Enter to send, Enter for a new line, or the up arrow to edit your last message.',
  nameTitle: 'Your name',
  nameHint: '1 to 40 characters. Others will see it next to your messages from now on.',
  chooseName: 'Choose a name',
  /** What a newcomer reads first, in the conversation. */
  welcome: {
    title: 'Welcome to Parley',
    what: 'Talk with anyone who has the link. No account needed, and everyone in this room reads along at once.',
    guest: (name) => `For now you are ${name}.`,
    named: (name) => `You are ${name}.`,
    tries: 'Three things to try',
    hello: 'Say hello',
    helloHint: 'Write your first message below.',
    own: 'Make a room of your own',
    ownHint: 'Type any name, and the room opens.',
    answer: 'React or reply',
    answerHint: 'Point at a message to see its buttons.',
    answerHintTouch: 'Hold a message to react, swipe it to reply.',
  },
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  settings: 'Settings',
  theme: 'Appearance',
  themes: { auto: 'System', light: 'Light', dark: 'Dark' },
  enterKey: 'Enter key',
  enterDoes: { send: 'Sends', line: 'New line' },
  enterSendsHint: 'Shift+Enter makes a new line.',
  enterLineHint: 'The button or Ctrl+Enter sends.',
  languageLabel: 'Language',
  automatic: 'Browser default',
  notifications: 'Notifications',
  notifyHint: 'For direct messages, groups and mentions while this page is in the background.',
  notifyOn: 'Turn on notifications',
  notifyOff: 'Turn off notifications',
  notifyDenied:
    'Your browser blocks notifications from this page. To allow them, open the site settings with the icon beside the address, and set “Notifications” to “Allow”.',
  notifyUnsupported: 'This browser shows no notifications for this page. On an iPhone or iPad, add Parley to the home screen first.',
  notifyOffer: 'Would you like to get notifications of direct messages, groups and mentions?',
  notifyDecline: 'No, thanks',
  notifyDone: 'Notifications are on. You can turn them off in the settings.',
  formatting: 'Formatting',
  format: '*bold*, _italic_, ~strikethrough~, `code`, ```code block```',
  server: 'Server',
  switchTitle: 'Go to a room or person',
  switchKeys: 'Ctrl K',
  switchHint: 'Search rooms and people',
  noResults: 'No results',
  updateReady: 'A new version of this page is available.',
  useUpdate: 'Update now',

  deliveryStatus: { sent: 'Sent', delivered: 'Delivered', seen: 'Seen' },
  seenBy: (count, of) => `Seen by ${number(count)} of ${number(of)}`,
  countOf: (count, of) => `${number(count)} of ${number(of)}`,
  sending: 'Sending…',
  queued: 'Waiting for connection',
  inOtherTab: 'Waiting in another tab',
  notSent: (why) => `Not sent. ${why}`,
  notDone: { edit: 'Not changed.', delete: 'Not deleted.', react: 'Reaction not changed.' },
  notInvited: (name, why) => `${name} was not added. ${why}`,
  notLoaded: (why) => `Earlier messages could not be loaded. ${why}`,
  retry: 'Try again',
  discard: 'Discard',
  dismiss: 'Dismiss',
  announcement: (name) => `Announcement from ${name}:`,

  connection: {
    connecting: 'Connecting',
    open: 'Connected',
    waiting: 'Reconnecting',
    ended: 'Disconnected',
    goingAway: 'Moving to another server',
  },
  onPod: (pod) => `Connected to ${pod}`,
  connectionLost: 'Connection lost.',
  offline: 'You are offline.',
  savedUntilOnline: 'Your messages are saved and will be sent when the connection is back.',
  heldUntilOnline: 'Your messages will be sent when the connection is back. Keep this page open until then.',
  forgetful: 'This browser does not keep anything for this page. Unsent messages and drafts are lost when you close it.',
  retryIn: (seconds) => (seconds > 0 ? `Retrying in ${number(seconds)} s` : 'Retrying…'),
  retryNow: 'Retry now',
  reconnect: 'Reconnect',

  /** Why the server refused something or closed the connection: `refused`, `ended`, `interrupted`. */
  ...refusals,

  notice: ({ code, room, title, reason, name, why, action }) => {
    switch (code) {
      case 'stranger':
        return 'Your session is no longer valid. You will come back as a new guest.';
      case 'someone_new':
        return `Your session is no longer valid. You are now a new guest: ${name}.`;
      case 'removed':
        return (removals[reason] ?? removals.other)(room);
      case 'added':
        return `You were added to ${title}.`;
      default:
        return [en.notDone[action], en.refused(why, action)].filter(Boolean).join(' ');
    }
  },
};

const removals = {
  kicked: (room) => `You were removed from ${room}.`,
  banned: (room) => `You were banned from ${room}.`,
  left: (room) => `You left ${room}.`,
  other: (room) => `You are no longer in ${room}.`,
};
