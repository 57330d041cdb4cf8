/**
 * The dialog that is open, one at a time: its `kind`, what it is about, and what went wrong in it (`problem`). Focus
 * moves into it and back again, as browsers do for modal dialogs.
 */
export class Sheet {
  #draw;
  #opened = 0;
  #focused;
  current;

  constructor(draw) {
    this.#draw = draw;
  }

  /** Renders at once, so that the next key press goes to the dialog. */
  open(kind, about = {}) {
    this.close();
    this.#opened += 1;
    this.current = { kind, key: `${kind}-${this.#opened}`, ...about };
    this.#draw.now();
  }

  /** Changes its fields and renders at once, because the next key press may depend on it. */
  change(fields) {
    if (this.current) {
      Object.assign(this.current, fields);
      this.#draw.now();
    }
  }

  /** Does what may be refused, then closes; a refusal is shown in the dialog. Returns whether it was done. */
  async attempt(act, problem) {
    const { current } = this;
    try {
      await act();
      if (this.current === current) {
        this.close();
      }
      return true;
    } catch (refusal) {
      if (refusal.code === undefined) {
        throw refusal;
      }
      if (this.current === current) {
        this.change({ problem: problem(refusal) });
      }
      return false;
    }
  }

  /** Closes it first and removes it later: only then does focus return to where it was. */
  close() {
    document.querySelector('dialog[open]:not([role=alertdialog])')?.close();
    this.current = undefined;
    this.#draw();
  }

  /** Called after it is rendered. */
  drawn() {
    const dialog = this.current && document.querySelector(`#${this.current.kind}-dialog`);
    if (dialog && !dialog.open) {
      dialog.showModal();
    }
    // What it shows may come a little later.
    const field = dialog?.querySelector('[data-first]');
    if (field && this.#focused !== this.current.key) {
      this.#focused = this.current.key;
      field.focus();
      field.select?.();
    }
  }
}
