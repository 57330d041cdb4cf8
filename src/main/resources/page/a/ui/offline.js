const WORKER = 'sw.js';

/** Registers the worker that opens the page without a network; its one address is the only one this policy vouches for. */
export async function keepOffline() {
  if (!navigator.serviceWorker) {
    return;
  }
  try {
    await navigator.serviceWorker.register(vouched(new URL(WORKER, document.baseURI).href));
  } catch {
    // The page works without it; the browser's console says why it was refused.
  }
}

function vouched(address) {
  const policy = globalThis.trustedTypes?.createPolicy('parley', { createScriptURL: (url) => url });
  return policy ? policy.createScriptURL(address) : address;
}
