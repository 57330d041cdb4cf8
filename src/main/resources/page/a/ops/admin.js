/** Longer than the API takes, at most. */
const PATIENCE_MS = 8_000;

/** The API did not do it; `code` is its word for why, or `lost` if there was no answer. */
export class Refused extends Error {
  constructor(code, detail, after) {
    super(detail ?? code);
    this.code = code;
    this.after = after;
  }
}

/** The API of operators (`/api/admin`). */
export class Admin {
  #base;
  #access;

  constructor(base, access) {
    this.#base = base;
    this.#access = access;
  }

  /** What is at `path`; a parameter that is empty is left out. */
  async get(path, parameters = {}) {
    const given = Object.entries(parameters).filter(([, value]) => value);
    const answer = await this.#ask('GET', given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path);
    return answer.json();
  }

  async post(path, body) {
    await this.#ask('POST', path, body);
  }

  async #ask(method, path, body) {
    const { proof } = this.#access;
    let answer = await this.#fetch(proof, method, path, body);
    if (answer.status === 401 && (await this.#access.rejected(proof))) {
      answer = await this.#fetch(this.#access.proof, method, path, body);
    }
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      throw new Refused(problem.code ?? String(answer.status), problem.detail, Number(answer.headers.get('Retry-After')));
    }
    return answer;
  }

  async #fetch(proof, method, path, body) {
    if (proof === undefined) {
      // The operator has left meanwhile.
      throw new Refused('unauthenticated');
    }
    try {
      return await fetch(new URL(`api/admin/${path}`, this.#base), {
        method,
        cache: 'no-store',
        credentials: 'omit',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: { Authorization: `Bearer ${proof}`, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
    } catch {
      throw new Refused('lost');
    }
  }
}
