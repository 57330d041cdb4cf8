const WORKER = 'sw.js';
const HOURLY_MS = 60 * 60_000;
/** How long a waiting build may take to become active. */
const PATIENCE_MS = 5_000;

/**
 * The service worker that opens the page without a network, and its updates: a newer build waits until the user accepts
 * it, so that nothing changes unexpectedly. Fires `ready` once one is waiting.
 */
export class Updates extends EventTarget {
  #registration;
  #ready = false;
  #wanted = false;

  /** Whether there is a newer build than the one that is open: it waits, or another tab has activated it already. */
  get ready() {
    return this.#ready;
  }

  async start() {
    try {
      const workers = navigator.serviceWorker;
      if (workers) {
        workers.addEventListener('controllerchange', () => this.#wanted && location.reload());
        workers.addEventListener('message', ({ data }) => data.hash && (location.hash = data.hash));
        this.#watch(await workers.register(vouched(new URL(WORKER, document.baseURI).href), { updateViaCache: 'none' }));
      }
    } catch {
      // The page works without it; the browser's console tells why it was refused.
    }
  }

  /** Activates the new build unless another tab has done so; the page then reloads. */
  use() {
    this.#wanted = true;
    if (this.#registration.waiting) {
      this.#registration.waiting.postMessage('use');
      setTimeout(() => location.reload(), PATIENCE_MS);
    } else {
      location.reload();
    }
  }

  #watch(registration) {
    this.#registration = registration;
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
      this.#ready = true;
      this.dispatchEvent(new Event('ready'));
    }
  }
}

/** This policy allows no other script URL than the worker's. */
function vouched(address) {
  const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
