import { refusalWords, waitIn } from '../../refusal-words.js';

const wait = waitIn('en');
const again = (after) => (after ? `Try again in ${wait(after)}.` : 'Wait a moment, then try again.');

const roomLimit = 'You are in as many rooms as this server allows. Leave one first.';
const goneMessage = 'This message does not exist any more.';
const gonePerson = 'This person does not exist any more.';
const absentPerson = 'This person is not in the room any more.';
const lowRole = 'Your role in this room does not allow this.';

const moderation = { forbidden: lowRole, bad_request: absentPerson, not_found: gonePerson };

const general = {
  bad_request: 'The server could not accept this. Reload the page and try again.',
  unsupported: 'This server cannot do this. It may be older than this page.',
  unauthenticated: 'The server does not accept your sign-in any more. Reload the page.',
  forbidden: 'You do not have permission to do this.',
  not_found: 'This does not exist any more.',
  not_member: 'You are not in this room.',
  too_large: 'It is too long for this server.',
  rate_limited: (after) => `Too many requests. ${again(after)}`,
  muted: 'You are muted in this room.',
  banned: 'You are banned from this room.',
  conflict: 'It already exists, or the limit has been reached.',
  unavailable: 'The server cannot reach its database. Try again soon.',
  internal: 'Something went wrong on the server. Try again.',
  lost: 'There is no connection. Try again when it is back.',
  cancelled: 'You took it back.',
  rejected: 'The server closed the connection because of it.',
  someone_new: 'You had a different identity when you wrote this.',
};

/** By action. */
const of = {
  hello: {
    bad_request: 'The server did not understand this page. Reload it.',
    unauthenticated: 'This server does not allow guests.',
    forbidden: 'The server does not let you in.',
    rate_limited: (after) => `Too many new guests have come from your network. ${again(after)}`,
  },
  send: {
    bad_request: 'The message it replies to is gone, or someone it mentions has left.',
    forbidden: 'Only owners and moderators can write in this room.',
    not_found: 'This conversation does not exist any more.',
    conflict: roomLimit,
    rate_limited: (after) => `You are writing too fast. ${again(after)}`,
  },
  edit: {
    bad_request: goneMessage,
    forbidden: 'Only the author can edit a message, and only where they may write.',
    not_found: goneMessage,
    too_large: 'The new text is too long for this server.',
  },
  delete: { bad_request: goneMessage, forbidden: 'Only the author and moderators can delete this message.', not_found: goneMessage },
  react: {
    bad_request: 'The server does not know this emoji.',
    not_found: goneMessage,
    conflict: 'This message has as many different reactions as it can.',
  },
  join: {
    bad_request: 'A room cannot have this name.',
    forbidden: 'You cannot join this room, or it does not exist and you may not create it.',
    not_found: 'This room does not exist, or you need an invitation.',
    conflict: roomLimit,
    rate_limited: (after) => `You have joined or created too many rooms. ${again(after)}`,
  },
  leave: { not_found: 'This room does not exist any more.', not_member: 'You are no longer in this room.' },
  create: {
    forbidden: 'You may not create rooms here.',
    bad_request: 'The server does not accept this name, or one of these people.',
    not_found: 'One of these people does not exist any more.',
    too_large: 'This name is too long.',
    conflict: roomLimit,
    rate_limited: (after) => `You have created too many rooms. ${again(after)}`,
  },
  title: {
    bad_request: 'The server does not accept this name. Use 1 to 80 visible characters.',
    forbidden: 'Only owners and moderators can rename this room.',
    not_found: 'This room does not exist any more.',
    too_large: 'This name is too long.',
  },
  set: { forbidden: 'Only owners and moderators can change who may write.', unavailable: 'This cannot be changed while the server is being updated. Try again soon.' },
  topic: { bad_request: 'The server does not accept this topic. Use up to 250 visible characters.', forbidden: 'Only owners and moderators can change the topic.' },
  rename: {
    forbidden: 'Your name comes from your sign-in and can only be changed there.',
    bad_request: 'The server does not accept this name. Use 1 to 40 visible characters.',
    too_large: 'This name is too long.',
    rate_limited: (after) => `You have changed your name too often. ${again(after)}`,
  },
  invite: {
    bad_request: gonePerson,
    forbidden: 'Only owners and moderators can add people.',
    not_found: gonePerson,
    conflict: 'This person is banned from the room, or is in as many rooms as the server allows.',
    rate_limited: (after) => `You have invited too many people. ${again(after)}`,
  },
  kick: moderation,
  ban: { ...moderation, conflict: 'Too many people are banned from this room.' },
  unban: moderation,
  mute: { ...moderation, conflict: 'Too many people are muted in this room.' },
  unmute: moderation,
  promote: moderation,
  demote: { ...moderation, conflict: 'A room needs an owner. Make someone else an owner first.' },
  block: { bad_request: 'You cannot block this person.', not_found: gonePerson, conflict: 'You have blocked as many people as you can.' },
  unblock: { bad_request: gonePerson, not_found: gonePerson },
  receipts: { forbidden: 'This room does not show who has read what.', not_found: goneMessage },
};

/** By close code. */
const endings = {
  1000: 'The server closed the connection.',
  1001: 'This server is going away.',
  1002: 'The server could not process what this page sent.',
  1003: 'The server does not accept what this page sent.',
  1007: 'The server could not read what this page sent.',
  1008: 'The server does not allow this connection.',
  1009: 'The last message was too large for the server.',
  1011: 'Something went wrong on the server.',
  1012: 'This server is restarting.',
  1013: 'The server is overloaded.',
  4001: 'The server did not recognize this page in time.',
  4002: 'Your connection was too slow to keep up.',
  4003: 'The server lost contact with this page.',
  4004: 'This page sent too many requests and has to wait.',
  4401: 'Your sign-in has expired.',
  4500: 'The server could not read what this page sent.',
  4501: 'The server did not accept your sign-in.',
  4502: 'An operator disconnected you.',
  4503: 'Parley is open in too many places. A newer connection replaced this one.',
};

/** In English, why the server refuses something or closes the connection. */
export const refusals = refusalWords({
  general,
  of,
  endings,
  unknown: (code) => `The server refused this (${code}).`,
  unknownEnding: (code) => `The server closed the connection (${code}).`,
});
