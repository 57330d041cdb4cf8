/** A command that was refused, or whose reply never came (`lost`: it may or may not have been carried out). */
export class Refusal extends Error {
  constructor({ code, message = code, retry = false, after }) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.retry = retry;
    this.after = after;
  }

  static lost() {
    return new Refusal({ code: 'lost', message: 'The connection ended before the answer came', retry: true });
  }

  /** Whether the command may have been carried out anyway (protocol.md section 6.5). */
  get outcomeUnknown() {
    return this.code === 'unavailable' || this.code === 'internal' || this.code === 'lost';
  }
}
