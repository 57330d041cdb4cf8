/*
 * Opens the page without a network, and without delay with one: caches the shell of one build, completely or not at
 * all, and serves it until the user accepts the next build. Messages, the API and health checks are not cached.
 */
const BUILD = '@build@';
const SHELL = `parley-shell-${BUILD}`;
const PAGE = new URL('./', self.registration.scope).href;
const FILES = ['start.js', 'manifest.webmanifest', 'favicon.ico', 'icons/icon.svg', 'icons/icon-192.png', /* @files@ */];
const KEPT = new Set(FILES.map((file) => new URL(file, self.registration.scope).href));

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));
self.addEventListener('message', ({ data }) => data === 'use' && self.skipWaiting());

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = request.url.split(/[?#]/)[0];
  if (request.method !== 'GET') {
    return;
  }
  if (request.mode === 'navigate' && address === PAGE) {
    event.respondWith(kept(PAGE, request));
  } else if (KEPT.has(address)) {
    event.respondWith(kept(address, request));
  }
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.hash));
});

/** Fails as a whole if another build answers in between; the browser tries again later. */
async function keep() {
  const page = await fetch(new Request(PAGE, { cache: 'no-cache' }));
  if (!page.ok || !(await page.clone().text()).includes(`a/${BUILD}/`)) {
    throw new Error(`Expected the page of build ${BUILD}; another build answered`);
  }
  const shell = await caches.open(SHELL);
  await shell.addAll(KEPT);
  await shell.put(PAGE, page);
}

async function forgetOthers() {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith('parley-shell-') && name !== SHELL);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** Fetches again what the browser has evicted from the cache. */
async function kept(address, request) {
  const shell = await caches.open(SHELL);
  return (await shell.match(address)) ?? fetch(request);
}

/** Focuses an open page and navigates it to the notification's room; opens a new page if there is none. */
async function show(hash) {
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (page) {
    page.postMessage({ hash });
    await page.focus();
  } else {
    await self.clients.openWindow(PAGE + hash);
  }
}
