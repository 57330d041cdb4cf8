/** A command that was refused, or whose answer never came (`lost`: whether it was carried out is open). */
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

  /** The same command may have been carried out (protocol.md section 6.5). */
  get outcomeUnknown() {
    return this.code === 'unavailable' || this.code === 'internal' || this.code === 'lost';
  }
}
