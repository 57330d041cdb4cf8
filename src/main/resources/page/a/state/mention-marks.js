const WRITTEN = /(?<![\p{L}\p{N}_])@([^\s@.,;:!?()[\]{}]+)/gu;

/**
 * Returns what is marked in a message's text, `{names, own}`: the names of those it mentions as they were written, and
 * which of these are the reader's own. A mention follows the id: whoever has another name now keeps their mark. Where
 * the name of then is not known, it is the word behind the `@` that no other mention explains.
 *
 * @param namesOf returns the names that a user has or had
 */
export function mentionMarks({ text = '', mentions = [] }, namesOf, me) {
  const names = new Set();
  const own = new Set();
  const unknown = [];
  for (const id of mentions) {
    const written = namesOf(id).filter((name) => text.includes(`@${name}`));
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
