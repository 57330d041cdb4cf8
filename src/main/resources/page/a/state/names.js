/** How much of an id tells people with the same name apart, at least. */
const TAG = 4;

/**
 * Returns how people are named so that nobody can be taken for another: `user => name`, with the beginning of the id
 * where one of these people has the same name, or one that looks the same.
 *
 * @param people `{id, name}`
 */
export function namesApart(people) {
  const idsOf = new Map();
  for (const { id, name } of people) {
    if (name) {
      const looks = looksOf(name);
      idsOf.set(looks, (idsOf.get(looks) ?? new Set()).add(id));
    }
  }
  return ({ id, name }) => {
    const others = name ? [...(idsOf.get(looksOf(name)) ?? [])].filter((other) => other !== id) : [];
    return others.length > 0 ? `${name} #${tag(id, others)}` : name;
  };
}

/** Names that differ only in their spaces, or in forms of the same letters, look the same. */
function looksOf(name) {
  return name.normalize('NFKC').replace(/\s+/g, ' ');
}

function tag(id, others) {
  let length = TAG;
  while (length < id.length && others.some((other) => other.startsWith(id.slice(0, length)))) {
    length += 1;
  }
  return id.slice(0, length);
}

/** Every name that people had here, so that a mention is recognised by the name it was written with. */
export class FormerNames {
  #byId = new Map();

  add({ id, name }) {
    if (name) {
      this.#byId.set(id, (this.#byId.get(id) ?? new Set()).add(name));
    }
  }

  of(id) {
    return [...(this.#byId.get(id) ?? [])];
  }
}
