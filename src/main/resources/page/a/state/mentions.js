const MOST = 6;
const BEGUN = /(?:^|[\s([{])@([^\s@]{0,40})$/u;

/** Returns the mention being typed before the caret, `{from, query}`, or `undefined`. */
export function mentionAtCaret(text, caret) {
  const match = BEGUN.exec(text.slice(0, caret));
  return match ? { from: caret - match[1].length - 1, query: match[1] } : undefined;
}

/** Returns the members whose names match, best first. */
export function matchingMembers(people, query, me) {
  const wanted = query.toLocaleLowerCase();
  return people
    .filter(({ id, name }) => id !== me && name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => startsWith(b, wanted) - startsWith(a, wanted))
    .slice(0, MOST);
}

/**
 * Returns the ids of the users whom a text mentions; `picked` (name → id) decides between members with the same name.
 */
export function mentionsIn(text, people, picked = new Map()) {
  const named = people.filter(({ name }) => text.includes(`@${name}`));
  const byName = new Map(named.map(({ id, name }) => [name, picked.get(name) ?? id]));
  const longer = (name) => [...byName.keys()].some((one) => one !== name && one.startsWith(name));
  const meant = [...byName].filter(([name]) => !longer(name) || onItsOwn(text, name, byName));
  return meant.map(([, id]) => id).slice(0, 20);
}

/** Whether `@Ann` occurs anywhere other than as the beginning of `@Anna`. */
function onItsOwn(text, name, byName) {
  const longer = [...byName.keys()].filter((one) => one !== name && one.startsWith(name));
  return text.split(`@${name}`).slice(1).some((rest) => !longer.some((one) => rest.startsWith(one.slice(name.length))));
}

function startsWith({ name }, wanted) {
  return Number(name.toLocaleLowerCase().startsWith(wanted));
}
