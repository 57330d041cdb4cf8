/** What the pages for operators say until somebody has proven to be one, in English. */
export const access = {
  door: {
    needed: 'This page is for operators.',
    forbidden: 'You are known here, but you are no operator: this needs the role “admin”.',
    rejected: 'What you came with is not accepted any more. It may have expired or been revoked.',
    ended: 'Your sign-in has ended.',
    out: 'You have signed out.',
    failed: 'Signing in did not work.',
    refused: 'The sign-in service did not let you in.',
    away: 'The sign-in service cannot be reached.',
  },
  signIn: 'Sign in',
  signInAt: (host) => `at ${host}`,
  proof: 'Token or key',
  enter: 'Enter',
  proofHint: 'It needs the role “admin”. Only this tab keeps it, until you close it.',
  toChat: 'To the chat',
  forget: 'Forget the token',
  signOut: 'Sign out',

  troubles: {
    lost: 'The server does not answer. Trying again.',
    unavailable: 'The server cannot reach its database. Trying again.',
    internal: 'Something went wrong on the server. Trying again.',
    rate_limited: 'You ask more often than the server allows. Trying again.',
    unauthenticated: 'The server does not accept your sign-in any more.',
    too_large: 'It is too long for this server.',
    forbidden: 'This needs the role “admin”.',
  },
  notDone: (code) => `The server refused: ${code}.`,
};
