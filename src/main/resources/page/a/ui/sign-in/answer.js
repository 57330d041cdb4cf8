import { attempt } from '../storage.js';

/** What waits in this tab for an answer of the issuer: it is used once. */
const QUESTION = 'parley.question';

/** The address of the page, as the issuer knows it. */
export const PAGE = new URL('./', document.baseURI).href.split(/[?#]/)[0];

/** Remembers what the issuer is asked. Throws where the tab keeps nothing. */
export function remember(question) {
  sessionStorage.setItem(QUESTION, JSON.stringify({ ...question, hash: location.hash }));
}

/**
 * What the browser was sent back with: `{parameters, question}`, or nothing if this tab has asked nothing. To be called
 * first: it takes the code out of the address, and restores the link that was wanted.
 */
export function takeAnswer() {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has('state') || !(parameters.has('code') || parameters.has('error'))) {
    return undefined;
  }
  const question = attempt(() => {
    const text = sessionStorage.getItem(QUESTION);
    sessionStorage.removeItem(QUESTION);
    return JSON.parse(text) ?? undefined;
  });
  history.replaceState(null, '', `${PAGE}${question?.hash ?? location.hash}`);
  return question && { parameters, question };
}
