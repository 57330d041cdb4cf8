import { Drafts } from '/page/a/state/drafts.js';
import { equal } from './world.js';

const ROOM = 'tea';
const MESSAGE = { id: 'ada.1', text: 'as it was' };

/** What a browser keeps, with the tabs that are open. */
class Browser {
  #records = new Map();
  #channels = [];
  #tabs = 0;
  #time = 0;

  constructor(...records) {
    records.forEach(([key, record]) => this.#records.set(key, record));
  }

  /** Opens a tab, or reloads the one that was called `former`. */
  opens(former) {
    this.#tabs += 1;
    const tab = `tab-${this.#tabs}`;
    const channel = { postMessage: (data) => this.#channels.filter((other) => other !== channel).forEach((other) => other.onmessage({ data: structuredClone(data) })) };
    this.#channels.push(channel);
    const store = {
      all: () => [...this.#records.values()],
      put: (key, record) => this.#records.set(key, structuredClone(record)),
      drop: (key) => this.#records.delete(key),
    };
    return Object.assign(new Drafts({ store, channel, tab, former, now: () => (this.#time += 1) }), { tab });
  }

  get kept() {
    return this.#records.size;
  }
}

export async function aDraftSurvivesAReload() {
  const browser = new Browser();
  const one = browser.opens();
  one.save({ room: ROOM, text: 'half a thought', reply: { seq: 1 } });
  const { text, reply } = browser.opens(one.tab).of(ROOM);
  equal([text, reply, browser.kept], ['half a thought', { seq: 1 }, 1]);
}

export async function twoTabsKeepADraftEach() {
  const browser = new Browser();
  const [one, other] = [browser.opens(), browser.opens()];
  one.save({ room: ROOM, text: 'of one' });
  other.save({ room: ROOM, text: 'of the other' });
  const again = [one, other].map(({ tab }) => browser.opens(tab).of(ROOM).text);
  equal(again, ['of one', 'of the other']);
}

export async function aNewTabStartsWithTheLatestDraft() {
  const browser = new Browser();
  const [one, other] = [browser.opens(), browser.opens()];
  one.save({ room: ROOM, text: 'of one' });
  other.save({ room: ROOM, text: 'of the other' });
  equal(browser.opens().of(ROOM).text, 'of the other');
}

export async function whatWasSentInOneTabIsGoneInTheOthers() {
  const browser = new Browser();
  const one = browser.opens();
  one.save({ room: ROOM, text: 'ready' });
  const [copy, edited] = [browser.opens(), browser.opens()];
  let changes = 0;
  copy.addEventListener('change', () => (changes += 1));
  edited.save({ room: ROOM, text: 'ready, and more' });
  one.drop(ROOM);
  equal([copy.of(ROOM).text, changes, edited.of(ROOM).text], ['', 1, 'ready, and more']);
  edited.drop(ROOM);
  equal([browser.opens().of(ROOM).text, browser.kept], ['', 0]);
}

export async function whatWasFinishedInAnotherTabIsGoneWhereItBegan() {
  const browser = new Browser();
  const one = browser.opens();
  one.save({ room: ROOM, text: 'begun' });
  const other = browser.opens();
  other.save({ room: ROOM, text: 'begun and finished' });
  other.drop(ROOM);
  equal([one.of(ROOM).text, browser.kept], ['', 0]);
}

export async function whatWasWrittenSinceStays() {
  const browser = new Browser();
  const one = browser.opens();
  one.save({ room: ROOM, text: 'begun' });
  const other = browser.opens();
  other.save({ room: ROOM, text: 'begun and finished' });
  one.save({ room: ROOM, text: 'begun otherwise' });
  other.drop(ROOM);
  equal([one.of(ROOM).text, browser.opens(one.tab).of(ROOM).text], ['begun otherwise', 'begun otherwise']);
}

export async function aChangeToAMessageSurvivesAReloadBesideTheDraft() {
  const browser = new Browser();
  const one = browser.opens();
  one.save({ room: ROOM, text: 'draft' });
  one.edit(ROOM, MESSAGE);
  one.changeEdit(ROOM, 'as it is');
  const later = browser.opens(one.tab);
  equal([later.editIn(ROOM).of.id, later.editIn(ROOM).text, later.of(ROOM).text], ['ada.1', 'as it is', 'draft']);
  later.endEdit(ROOM);
  equal([later.editIn(ROOM), later.of(ROOM).text, browser.kept], [undefined, 'draft', 1]);
}

export async function aChangeThatIsLeftIsGoneOnWithLater() {
  const drafts = new Browser().opens();
  drafts.edit(ROOM, MESSAGE);
  drafts.changeEdit(ROOM, 'as it is');
  drafts.edit(ROOM, { id: 'ada.2', text: 'another' });
  equal([drafts.editIn(ROOM).of.id, drafts.editIn(ROOM).text], ['ada.2', 'another']);
  drafts.edit(ROOM, MESSAGE);
  equal(drafts.editIn(ROOM).text, 'as it is');
  drafts.leaveEdit(ROOM);
  equal(drafts.editIn(ROOM), undefined);
}

export async function anUnchangedChangeLeavesNothingBehind() {
  const browser = new Browser();
  const drafts = browser.opens();
  drafts.edit(ROOM, MESSAGE);
  equal(browser.opens().editIn(ROOM), undefined);
  drafts.leaveEdit(ROOM);
  equal(browser.kept, 0);
}

export async function theDraftOfAnEarlierBuildIsReadAndDropped() {
  const browser = new Browser([ROOM, { room: ROOM, text: 'from last year' }]);
  const drafts = browser.opens();
  equal(drafts.of(ROOM).text, 'from last year');
  drafts.drop(ROOM);
  equal(browser.kept, 0);
}

export async function whatIsNoDraftIsIgnored() {
  const browser = new Browser(['a', null], ['b', 7], ['c', { room: 7, text: 'x' }], ['d', { room: ROOM, text: 5 }], ['e', { room: ROOM, text: 'x', of: {} }]);
  equal(browser.opens().of(ROOM).text, '');
}

export async function whoWasPickedIsKeptWithTheDraft() {
  const browser = new Browser(['old', { room: 'milk', text: 'x', picked: 7 }], ['odd', { room: 'rye', text: 'x', picked: [7] }]);
  const one = browser.opens();
  one.save({ room: ROOM, text: '@Sam ', picked: [['Sam', ['sam1']]] });
  equal(browser.opens(one.tab).of(ROOM).picked, [['Sam', ['sam1']]]);
  equal([one.of('milk').text, one.of('rye').text], ['', ''], 'what makes no sense');
  one.save({ room: ROOM, text: 'nobody', picked: [] });
  equal(one.of(ROOM).picked, undefined);
}
