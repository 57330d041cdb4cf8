import { attempt } from '../storage.js';

/** What waits in this tab for an answer of the issuer: it is used once. */
const QUESTION = 'parley.question';

/** The address of the page, as the issuer knows it. */
export const PAGE = new URL('./', document.baseURI).href.split(/[?#]/)[0];

/** The address of this document: the operators' page asks the issuer too, which sends everybody back to the page. */
const HERE = document.baseURI.split(/[?#]/)[0];

/** The answer is for another document, where the browser is sent on. */
export const ELSEWHERE = Symbol('elsewhere');

/** Remembers what the issuer is asked. Throws where the tab keeps nothing. */
export function remember(question) {
  sessionStorage.setItem(QUESTION, JSON.stringify({ ...question, from: HERE, hash: location.hash }));
}

/**
 * What the browser was sent back with: `{parameters, question}`, or nothing if this tab has asked nothing, or `ELSEWHERE`
 * if another document of ours has asked. To be called first: it takes the code out of the address, and restores the link
 * that was wanted.
 */
export function takeAnswer() {
  const parameters = new URLSearchParams(location.search);
  if (!parameters.has('state') || !(parameters.has('code') || parameters.has('error'))) {
    return undefined;
  }
  const question = attempt(() => JSON.parse(sessionStorage.getItem(QUESTION)) ?? undefined);
  const from = question?.from ?? HERE;
  if (from !== HERE && new URL(from).origin === location.origin) {
    location.replace(`${from}${location.search}`);
    return ELSEWHERE;
  }
  attempt(() => sessionStorage.removeItem(QUESTION));
  history.replaceState(null, '', `${HERE}${question?.hash ?? location.hash}`);
  return question && { parameters, question };
}
