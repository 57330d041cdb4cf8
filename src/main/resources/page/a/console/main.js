import { timers } from '../client/timers.js';
import { Admin } from '../ops/admin.js';
import { enter, opening } from '../ui/sign-in/enter.js';
import { Gate } from './gate.js';
import { Screen } from './screen.js';
import { speak } from './words.js';
import { Workbench } from './workbench.js';

/** Opens the console. */
opening(async (opened) => {
  const entered = await enter(speak);
  if (!entered) {
    return;
  }
  const { api, access } = entered;
  const everyone = document.querySelector('meta[name=parley-console]').content === 'everyone';
  const gate = new Gate({ everyone, access, admin: new Admin(api, access), timers });
  const workbench = new Workbench(api, { access, timers });
  const screen = new Screen(document.querySelector('#app'), { access, gate, workbench });
  gate.addEventListener('change', () => (gate.open ? workbench.open() : workbench.close()));
  screen.draw();
  opened();
  await gate.ask();
});
