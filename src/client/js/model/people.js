/** The role after a promotion or demotion. Someone who is kicked or banned is removed instead. */
const PROMOTED = { member: 'moderator', moderator: 'owner', owner: 'owner' };
const DEMOTED = { owner: 'moderator', moderator: 'member', member: 'member' };

/** The members of one room as far as they are loaded: online first, then by name. */
export class People {
  #byId = new Map();
  cursor;
  /** Counts changes. */
  version = 0;

  /** Replaces them with the first page of `members`, or appends a later page. */
  applyPage({ members, cursor }, further = false) {
    if (!further) {
      this.#byId.clear();
    }
    members.forEach((member) => this.#byId.set(member.id, member));
    this.version += 1;
    this.cursor = cursor;
  }

  get(id) {
    return this.#byId.get(id);
  }

  get list() {
    return [...this.#byId.values()].sort(
      (a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name),
    );
  }

  joined({ id, name }) {
    this.version += 1;
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
      this.version += 1;
    }
  }

  /** Applies the user's own promotion, demotion, kick or ban at once, without waiting for the next list. */
  moderated(verb, id) {
    const member = this.#byId.get(id);
    const ways = { promote: PROMOTED, demote: DEMOTED }[verb];
    if (verb === 'kick' || verb === 'ban') {
      this.#byId.delete(id);
    } else if (member && ways) {
      this.#byId.set(id, { ...member, role: ways[member.role] });
    }
  }
}
