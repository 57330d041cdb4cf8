/*
 * Opens the page without a network: keeps the shell of one build, whole or not at all. Messages, the API and health are
 * none of its business, so it answers only what belongs to the shell.
 */
const BUILD = '@build@';
const SHELL = `parley-shell-${BUILD}`;
const PAGE = new URL('./', self.registration.scope).href;
const FILES = ['start.js', 'manifest.webmanifest', 'icons/icon.svg', 'icons/icon-192.png', /* @files@ */];
const KEPT = new Set(FILES.map((file) => new URL(file, self.registration.scope).href));

self.addEventListener('install', (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') {
    return;
  }
  if (request.mode === 'navigate' && request.url.split(/[?#]/)[0] === PAGE) {
    event.respondWith(newest(request));
  } else if (KEPT.has(request.url)) {
    event.respondWith(request.url.includes(`/a/${BUILD}/`) ? kept(request) : fetch(request).catch(() => fromShell(request.url)));
  }
});

/** Fails as a whole when another build answers in between; the browser tries again later. */
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

/** A gateway that has no pod to ask is as good as no network. */
async function newest(request) {
  const answer = await fetch(request).catch(() => undefined);
  return answer && answer.status < 500 ? answer : ((await fromShell(PAGE)) ?? answer ?? Response.error());
}

async function kept(request) {
  return (await fromShell(request.url)) ?? fetch(request);
}

async function fromShell(url) {
  const shell = await caches.open(SHELL);
  return shell.match(url);
}
