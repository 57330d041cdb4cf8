import { Database } from '/page/a/client/browser/database.js';
import { CrossTabOutbox } from '/page/a/client/browser/cross-tab-outbox.js';
import { equal, settled } from '/browser/world.js';

let opened = 0;

/** Locks as a browser gives them; a test ends the tab that holds one. */
class Locks {
  #held = new Set();
  #waiting = new Map();

  async request(name, options, act = options) {
    const only = options.ifAvailable;
    if (this.#held.has(name)) {
      if (only) {
        return act(null);
      }
      await new Promise((resolve) => this.#waiting.set(name, resolve));
    }
    this.#held.add(name);
    const outcome = await act({ name });
    this.#held.delete(name);
    return outcome;
  }

  async query() {
    return { held: [...this.#held].map((name) => ({ name })) };
  }

  ends(tab) {
    const name = `parley.tab.${tab}`;
    this.#held.delete(name);
    this.#waiting.get(name)?.();
  }
}

function database() {
  opened += 1;
  return new Database(indexedDB, `test-${Date.now()}-${opened}`, 1, ['outbox']);
}

async function tab(name, shared) {
  const crossTabOutbox = new CrossTabOutbox({ store: 'outbox', tab: name, channel: { postMessage() {} }, ...shared });
  await crossTabOutbox.open();
  return crossTabOutbox;
}

async function kept({ database: from }) {
  return (await from.all('outbox')).map(([, { cid, tab: of }]) => [cid, of]);
}

export async function aTabLeavesTheItemsOfALivingOneAlone() {
  const shared = { database: database(), locks: new Locks() };
  const one = await tab('one', shared);
  one.put('a', { cid: 'a' });
  const other = await tab('other', shared);
  equal([other.all(), await kept(shared)], [[], [['a', 'one']]]);
}

export async function aTabTakesOverWhatAClosedOneLeft() {
  const shared = { database: database(), locks: new Locks() };
  (await tab('one', shared)).put('a', { cid: 'a' });
  shared.locks.ends('one');
  const other = await tab('other', shared);
  equal([other.all().map(({ cid }) => cid), await kept(shared)], [['a'], [['a', 'other']]]);
}

export async function onlyOneTabTakesOverWhenATabCloses() {
  const shared = { database: database(), locks: new Locks() };
  const one = await tab('one', shared);
  const heirs = [];
  const other = await tab('other', shared);
  other.watch((items) => heirs.push(...items.map(({ cid }) => cid)), () => {});
  one.put('a', { cid: 'a' });
  await kept(shared);
  shared.locks.ends('one');
  await kept(shared);
  await settled();
  await kept(shared);
  await settled();
  equal([heirs, await kept(shared)], [['a'], [['a', 'other']]]);
}

export async function whatWaitsInAnotherTabIsKnown() {
  const shared = { database: database(), locks: new Locks() };
  const one = await tab('one', { ...shared, channel: new BroadcastChannel('test') });
  one.put('a', { cid: 'a', order: 1 });
  const channel = new BroadcastChannel('test');
  const other = await tab('other', { ...shared, channel });
  const told = new Promise((resolve) => other.watch(() => {}, resolve));
  one.put('b', { cid: 'b', order: 2 });
  await told;
  equal(other.others.map(({ cid }) => cid), ['a', 'b']);
  channel.close();
}

export async function withoutLocksANewTabTakesOverEverything() {
  const shared = { database: database(), locks: undefined };
  (await tab('one', shared)).put('a', { cid: 'a' });
  equal((await tab('other', shared)).all().map(({ cid }) => cid), ['a']);
}

export async function aBrowserWithoutStorageIsNoObstacle() {
  const nothing = { open: () => ({ set onerror(fail) { setTimeout(fail); }, error: new Error('full') }) };
  const empty = new Database(nothing, 'none', 1, ['outbox']);
  await empty.put('outbox', 'a', {});
  equal(await empty.all('outbox'), []);
}

export async function withRefusedLocksANewTabTakesOverEverything() {
  const shared = { database: database(), locks: { request: () => Promise.reject(new Error('the browser forbids it')) } };
  (await tab('one', shared)).put('a', { cid: 'a' });
  equal((await tab('other', shared)).all().map(({ cid }) => cid), ['a']);
}

export async function whatTheBrowserTellsLateIsTakenOver() {
  const shared = { database: database(), locks: new Locks() };
  (await tab('one', shared)).put('a', { cid: 'a' });
  shared.locks.ends('one');
  let answers;
  const slow = { all: () => new Promise((resolve) => (answers = () => resolve(shared.database.all('outbox')))), put: async () => {} };
  const late = new CrossTabOutbox({ ...shared, database: slow, store: 'outbox', tab: 'late', channel: { postMessage() {} } });
  late.open();
  await settled();
  const [known, adopted] = [[...late.all()], []];
  const watching = late.watch((items) => adopted.push(...items.map(({ cid }) => cid)), () => {});
  for (let read = 0; read < 3; read += 1) {
    answers();
    await shared.database.all('outbox');
    await settled();
  }
  await watching;
  equal([known, adopted], [[], ['a']]);
}

export async function whatIsNoItemIsLeftAlone() {
  const shared = { database: database(), locks: undefined };
  await shared.database.put('outbox', 'a', null);
  await shared.database.put('outbox', 'b', { cid: 'b', op: 'nonsense' });
  await shared.database.put('outbox', 'c', { cid: 'c', op: 'send' });
  equal((await tab('one', { ...shared, valid: ({ op }) => op === 'send' })).all().map(({ cid }) => cid), ['c']);
}

export async function aBrowserWithoutAnyDatabaseIsNoObstacle() {
  const none = new Database(undefined, 'none', 1, ['outbox']);
  await none.put('outbox', 'a', {});
  equal([await none.all('outbox'), await none.keeps, await database().keeps], [[], false, true]);
}

export async function aTabIsAskedToTakeItsItemBack() {
  const shared = { database: database(), locks: new Locks() };
  const [here, there] = [new BroadcastChannel('cancelling'), new BroadcastChannel('cancelling')];
  const [one, other] = [await tab('one', { ...shared, channel: here }), await tab('other', { ...shared, channel: there })];
  const asked = new Promise((resolve) => one.watch(() => {}, () => {}, resolve));
  other.cancelElsewhere('a');
  equal(await asked, 'a');
  here.close();
  there.close();
}
