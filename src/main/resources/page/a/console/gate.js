/** After so long the question is asked again that the server did not answer. */
const AGAIN_MS = 5_000;

/**
 * Whether a user may use the console: in dev mode everybody may, elsewhere users with the role `admin`, as the API of
 * operators says. The console can do nothing that the socket does not let everybody do, so it keeps nothing else. Fires
 * `change`.
 */
export class Gate extends EventTarget {
  #everyone;
  #access;
  #admin;
  #timers;
  #cancel = () => {};

  open = false;
  /** Whether whoever proves themselves has not the role. */
  forbidden = false;
  /** Why it is not known: a code of the API, or `lost`. */
  trouble;

  /**
   * @param everyone whether nobody has to prove anything
   * @param admin the API of operators
   */
  constructor({ everyone, access, admin, timers }) {
    super();
    this.#everyone = everyone;
    this.#access = access;
    this.#admin = admin;
    this.#timers = timers;
    access.addEventListener('change', () => this.ask());
  }

  async ask() {
    this.#cancel();
    Object.assign(this, { forbidden: false, trouble: undefined });
    if (this.#everyone || !this.#access.open) {
      this.#set({ open: this.#everyone });
      return;
    }
    const { proof } = this.#access;
    try {
      await this.#admin.get('pods');
      this.#set({ open: proof !== undefined });
    } catch (refusal) {
      this.#failed(refusal.code ?? 'internal');
    }
  }

  #failed(code) {
    if (!this.#access.open) {
      // It was rejected, and the access has said so.
      return;
    }
    this.#set({ open: false, forbidden: code === 'forbidden', trouble: code });
    if (!this.forbidden) {
      this.#cancel = this.#timers.after(AGAIN_MS, () => this.ask());
    }
  }

  #set(fields) {
    Object.assign(this, fields);
    this.dispatchEvent(new Event('change'));
  }
}
