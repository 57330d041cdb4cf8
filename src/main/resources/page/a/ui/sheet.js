/**
 * The one dialog that is open at a time: which it is (`kind`), what it is about, and what went wrong in it (`problem`).
 * Focus goes into it and comes back to where it was, as the browser does for modal dialogs.
 */
export class Sheet {
  #draw;
  #opened = 0;
  current;

  constructor(draw) {
    this.#draw = draw;
  }

  /** At once, so that the very next key goes into it. */
  open(kind, about = {}) {
    this.close();
    this.#opened += 1;
    this.current = { kind, key: `${kind}-${this.#opened}`, ...about };
    this.#draw.now();
  }

  /** Something in it is different now, and is drawn at once, since the very next key may be about it. */
  change(fields) {
    if (this.current) {
      Object.assign(this.current, fields);
      this.#draw.now();
    }
  }

  /** Does what may be refused, then closes; says in the dialog why it was not done. */
  async attempt(act, problem) {
    const { current } = this;
    try {
      await act();
      if (this.current === current) {
        this.close();
      }
    } catch (refusal) {
      if (refusal.code === undefined) {
        throw refusal;
      }
      if (this.current === current) {
        this.change({ problem: problem(refusal) });
      }
    }
  }

  /** Closed first, removed later: only so does the focus come back to where it was. */
  close() {
    document.querySelector('dialog[open]')?.close();
    this.current = undefined;
    this.#draw();
  }

  /** It was drawn. */
  drawn() {
    const dialog = this.current && document.querySelector(`#${this.current.kind}-dialog`);
    if (dialog && !dialog.open) {
      dialog.showModal();
      const field = dialog.querySelector('[data-first]');
      field?.focus();
      field?.select?.();
    }
  }
}
