import { memoryStore } from '../client/memory-store.js';
import { timers } from '../client/timers.js';
import { attempt, browserStorage } from '../ui/storage.js';
import { channel } from '../ui/channel.js';
import { Settings } from '../ui/settings.js';
import { ELSEWHERE, takeAnswer } from '../ui/sign-in/answer.js';
import { serviceConfig } from '../ui/sign-in/config.js';
import { SignIn } from '../ui/sign-in/sign-in.js';
import { Access } from './access.js';
import { Admin } from './admin.js';
import { Desk } from './desk.js';
import { Screen } from './screen.js';
import { speak } from './words.js';

const parleyStart = globalThis.parleyStart ?? {
  opened() {},
  failed(failure) {
    throw failure;
  },
};

/** Opens the operators' page; start.js watches, and says what is in the way. */
async function open() {
  const answer = takeAnswer();
  if (answer === ELSEWHERE) {
    return;
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
  if (signIn.as === 'leaving') {
    return;
  }
  const desk = new Desk(new Admin(api || document.baseURI, access), { access, timers });
  const screen = new Screen(document.querySelector('#app'), { access, desk });
  screen.draw();
  parleyStart.opened();
  desk.visible = !document.hidden;
  document.addEventListener('visibilitychange', () => {
    desk.visible = !document.hidden;
  });
  desk.start();
}

if (!parleyStart.old) {
  open().catch((failure) => parleyStart.failed(failure));
}
