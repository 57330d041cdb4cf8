/** The members of one room as far as they are known: online first, then by name. */
export class People {
  #byId = new Map();
  cursor;

  /** Replaces them by the first page of `members`, or adds a later one. */
  take({ members, cursor }, further = false) {
    if (!further) {
      this.#byId.clear();
    }
    members.forEach((member) => this.#byId.set(member.id, member));
    this.cursor = cursor;
  }

  get list() {
    return [...this.#byId.values()].sort(
      (one, other) => Number(other.online) - Number(one.online) || one.name.localeCompare(other.name),
    );
  }

  came({ id, name }) {
    this.#byId.set(id, { role: 'member', ...this.#byId.get(id), id, name, online: true });
  }

  left({ id }) {
    const member = this.#byId.get(id);
    if (member) {
      this.#byId.set(id, { ...member, online: false });
    }
  }

  renamed({ id, name }) {
    const member = this.#byId.get(id);
    if (member) {
      this.#byId.set(id, { ...member, name });
    }
  }
}
