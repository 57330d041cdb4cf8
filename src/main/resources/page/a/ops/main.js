import { timers } from '../client/timers.js';
import { enter, opening } from '../ui/sign-in/enter.js';
import { Admin } from './admin.js';
import { Desk } from './desk.js';
import { Screen } from './screen.js';
import { speak } from './words.js';

/** Opens the operators' page. */
opening(async (opened) => {
  const entered = await enter(speak);
  if (!entered) {
    return;
  }
  const { api, access } = entered;
  const desk = new Desk(new Admin(api, access), { access, timers });
  const screen = new Screen(document.querySelector('#app'), { access, desk });
  screen.draw();
  opened();
  desk.visible = !document.hidden;
  document.addEventListener('visibilitychange', () => {
    desk.visible = !document.hidden;
  });
  desk.start();
});
