const WRITTEN = /(?<![\p{L}\p{N}_])@([^\s@.,;:!?()[\]{}]+)/gu;

const NONE = { names: [], own: [] };
/** What was found last in a message, so that a redraw of the page reads no text again. */
const found = new WeakMap();

/**
 * Returns what is marked in a message's text, `{names, own}`: the names of those it mentions as they were written, and
 * which of these are the reader's own. A mention follows the id: whoever has another name now keeps their mark. Where
 * the name of then is not known, it is the word behind the `@` that no other mention explains.
 *
 * @param namesOf returns the names that a user has or had
 */
export function mentionMarks(message, namesOf, me) {
  const { text = '', mentions = [] } = message;
  if (mentions.length === 0) {
    return NONE;
  }
  const named = mentions.map((id) => [id, ...namesOf(id)]);
  const key = JSON.stringify([named, me]);
  if (found.get(message)?.key !== key) {
    found.set(message, { key, marks: marksIn(text, named, me) });
  }
  return found.get(message).marks;
}

/** @param named the ids of those who are mentioned, each with their names */
function marksIn(text, named, me) {
  const names = new Set();
  const own = new Set();
  const unknown = [];
  for (const [id, ...theirs] of named) {
    const written = theirs.filter((name) => text.includes(`@${name}`));
    written.forEach((name) => {
      names.add(name);
      if (id === me) {
        own.add(name);
      }
    });
    if (written.length === 0) {
      unknown.push(id);
    }
  }
  if (unknown.length > 0) {
    const explained = (at) => [...names].some((name) => text.startsWith(name, at + 1));
    const words = [...text.matchAll(WRITTEN)].filter(({ index }) => !explained(index)).map((match) => match[1]);
    unknown.forEach((id, index) => {
      if (words[index] !== undefined) {
        names.add(words[index]);
        if (id === me) {
          own.add(words[index]);
        }
      }
    });
  }
  return { names: [...names], own: [...own] };
}
