import { memoryStore } from '../../client/memory-store.js';
import { timers } from '../../client/timers.js';
import { channel } from '../channel.js';
import { Settings } from '../settings.js';
import { attempt, browserStorage } from '../storage.js';
import { Access } from './access.js';
import { ELSEWHERE, takeAnswer } from './answer.js';
import { serviceConfig } from './config.js';
import { SignIn } from './sign-in.js';

/**
 * How a page for operators begins: in the chat's language, and with what this tab has to prove who is here. Resolves to
 * `{api, access}`, or to nothing if the browser is on its way elsewhere; `api` is the address that the API is below.
 *
 * @param speak switches the page to a language
 */
export async function enter(speak) {
  const answer = takeAnswer();
  if (answer === ELSEWHERE) {
    return undefined;
  }
  const api = document.querySelector('meta[name=parley-api]').content;
  const storage = browserStorage();
  const session = attempt(() => sessionStorage) ?? memoryStore();
  const settings = new Settings(storage);
  const [config] = await Promise.all([serviceConfig(api, storage), speak(settings.language).catch(() => {})]);
  // What the browser keeps is the chat's, which forgets it itself.
  const signIn = new SignIn(config, { storage, session, timers, channel: channel('parley.sign-in'), forget: async () => {} });
  const access = new Access({ signIn, session });
  await access.arrive(answer);
  return signIn.as === 'leaving' ? undefined : { api: api || document.baseURI, access };
}

/** Opens a page; start.js watches, and says what is in the way. */
export function opening(open) {
  const start = globalThis.parleyStart ?? {
    opened() {},
    failed(failure) {
      throw failure;
    },
  };
  if (!start.old) {
    open(() => start.opened()).catch((failure) => start.failed(failure));
  }
}
