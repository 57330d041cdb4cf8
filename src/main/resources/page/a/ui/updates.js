const WORKER = 'sw.js';
const HOURLY_MS = 60 * 60_000;

/**
 * The service worker that opens the page without a network, and its updates: a newer build waits until the user accepts
 * it, so that nothing changes unexpectedly. Fires `ready` once one is waiting.
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
      // The page works without it; the browser's console tells why it was refused.
    }
  }

  /** Activates the new build; the page then reloads. */
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

  /** The very first worker does not wait, and is not an update. */
  #found(worker) {
    if (worker && navigator.serviceWorker.controller) {
      this.#waiting = worker;
      this.dispatchEvent(new Event('ready'));
    }
  }
}

/** This policy allows no other script URL than the worker's. */
function vouched(address) {
  const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
