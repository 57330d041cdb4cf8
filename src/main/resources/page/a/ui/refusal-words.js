/**
 * The sentences for what the server refuses (protocol.md section 8), from one language's table: `{general, of, endings,
 * unknown, unknownEnding}`. Those in `of` fit one action better than the general ones.
 */
export function refusalWords({ general, of, endings, unknown, unknownEnding }) {
  /** Why a command was refused; `action` is its `op`, or what else the user did. */
  const refused = ({ code, after }, action) => {
    const sentence = of[action]?.[code] ?? general[code] ?? unknown(code);
    return typeof sentence === 'function' ? sentence(after) : sentence;
  };
  /** Why the connection ended, by close code, or by the code of the refusal of `hello`. */
  const ended = (code) => endings[code] ?? (typeof code === 'string' ? refused({ code }, 'hello') : unknownEnding(code));
  /** Why it was interrupted, if there is more to say than that. */
  const interrupted = (code) => (code in endings || typeof code === 'string' ? ended(code) : undefined);
  return { refused, ended, interrupted };
}

/** Formats a time to wait, in whole seconds, minutes or hours: `3 minutes`. */
export function waitIn(language) {
  // Made when needed: a browser takes 10 ms for each, which would delay every opening of the page.
  const format = (unit, count) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  return (ms) => {
    if (ms < 60_000) {
      return format('second', Math.max(1, Math.ceil(ms / 1_000)));
    }
    return ms < 3_600_000 ? format('minute', Math.ceil(ms / 60_000)) : format('hour', Math.ceil(ms / 3_600_000));
  };
}
