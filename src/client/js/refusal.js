/**
 * A command that was refused, with the `code` of protocol.md section 8; or one whose reply never came (`lost`), that was
 * taken back (`cancelled`), or that ended the connection (`rejected`).
 */
export class Refusal extends Error {
  constructor({ code, message = code, retry = false, after, outcomeUnknown }) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.retry = retry;
    this.after = after;
    /** Whether the command may have been carried out anyway (protocol.md section 6.5). */
    this.outcomeUnknown = outcomeUnknown ?? ['unavailable', 'internal', 'lost'].includes(code);
  }

  static lost() {
    return new Refusal({ code: 'lost', message: 'The connection ended before the answer came', retry: true });
  }

  static cancelled(outcomeUnknown) {
    return new Refusal({ code: 'cancelled', message: 'It was taken back before the server confirmed it', outcomeUnknown });
  }

  /** The server closed the connection because of what it was sent. */
  static rejected(close) {
    const message = `The server closed the connection with ${close.code} because of it: ${close.reason || 'no reason given'}`;
    return new Refusal({ code: 'rejected', message });
  }
}
