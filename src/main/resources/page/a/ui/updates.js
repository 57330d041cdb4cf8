const WORKER = 'sw.js';
const HOURLY_MS = 60 * 60_000;

/**
 * The worker that opens the page without a network, and the next one: a newer build waits until the user wants it, so
 * that nothing changes under his hands. Fires `ready` once it waits.
 */
export class Updates extends EventTarget {
  #waiting;
  #wanted = false;

  get ready() {
    return this.#waiting !== undefined;
  }

  async start() {
    const workers = navigator.serviceWorker;
    if (!workers) {
      return;
    }
    workers.addEventListener('controllerchange', () => this.#wanted && location.reload());
    workers.addEventListener('message', ({ data }) => data.hash && (location.hash = data.hash));
    try {
      this.#watch(await workers.register(vouched(new URL(WORKER, document.baseURI).href), { updateViaCache: 'none' }));
    } catch {
      // The page works without it; the browser's console says why it was refused.
    }
  }

  /** Lets the new build take over; the page comes back as that. */
  use() {
    this.#wanted = true;
    this.#waiting?.postMessage('use');
  }

  #watch(registration) {
    this.#found(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const { installing } = registration;
      installing.addEventListener('statechange', () => installing.state === 'installed' && this.#found(registration.waiting));
    });
    const look = () => !document.hidden && registration.update().catch(() => {});
    document.addEventListener('visibilitychange', look);
    setInterval(look, HOURLY_MS);
  }

  /** The first worker of all waits for nobody, and is no update. */
  #found(worker) {
    if (worker && navigator.serviceWorker.controller) {
      this.#waiting = worker;
      this.dispatchEvent(new Event('ready'));
    }
  }
}

/** The worker's one address is the only one for which this policy vouches. */
function vouched(address) {
  const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
