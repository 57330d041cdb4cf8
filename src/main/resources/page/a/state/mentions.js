import { beginsAWord, folded } from './folded.js';

const MOST = 6;
const MOST_MENTIONED = 20;
/** Names may have spaces: the list ends where nobody's name goes on like that. */
const BEGUN = /(?:^|[\s([{])@(|[^\s@][^@\n]{0,39})$/u;

/** Returns the mention being typed before the caret, `{from, query}`, or `undefined`. */
export function mentionAtCaret(text, caret) {
  const match = BEGUN.exec(text.slice(0, caret));
  return match ? { from: caret - match[1].length - 1, query: match[1] } : undefined;
}

/** Returns the members whose names match, best first: those with a word that begins like that, then any other. */
export function matchingMembers(people, query, me) {
  const wanted = folded(query);
  const ranked = people
    .filter(({ id, name }) => id !== me && folded(name).includes(wanted))
    .map((member) => ({ member, rank: rankOf(member.name, wanted) }));
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .map(({ member }) => member)
    .slice(0, MOST);
}

function rankOf(name, wanted) {
  return folded(name).startsWith(wanted) ? 0 : beginsAWord(name, wanted) ? 1 : 2;
}

/**
 * Returns the ids of the users whom a text mentions; `picked` (name → ids, in the order they were picked) decides between
 * members with the same name. Whom nobody picked is meant by their name, all of those who have it.
 */
export function mentionsIn(text, people, picked = new Map()) {
  const byName = new Map();
  for (const { id, name } of people) {
    if (text.includes(`@${name}`)) {
      byName.set(name, [...(byName.get(name) ?? []), id]);
    }
  }
  for (const [name, ids] of picked) {
    const times = text.split(`@${name}`).length - 1;
    if (times > 0) {
      byName.set(name, ids.slice(-times));
    }
  }
  const longer = (name) => [...byName.keys()].some((one) => one !== name && one.startsWith(name));
  const meant = [...byName].filter(([name]) => !longer(name) || onItsOwn(text, name, byName));
  return [...new Set(meant.flatMap(([, ids]) => ids))].slice(0, MOST_MENTIONED);
}

/** Whether `@Ann` occurs anywhere other than as the beginning of `@Anna`. */
function onItsOwn(text, name, byName) {
  const longer = [...byName.keys()].filter((one) => one !== name && one.startsWith(name));
  return text.split(`@${name}`).slice(1).some((rest) => !longer.some((one) => rest.startsWith(one.slice(name.length))));
}
