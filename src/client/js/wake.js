/** Calls `wake` when the browser comes online or the page becomes visible again; the returned function ends that. */
export function whenBrowserWakes(wake) {
  const document = globalThis.document;
  const seen = () => document.hidden || wake();
  const listeners = [
    [globalThis, 'online', wake],
    [globalThis, 'pageshow', wake],
    [document, 'visibilitychange', seen],
  ];
  const present = listeners.filter(([target]) => document && target?.addEventListener);
  present.forEach(([target, type, listener]) => target.addEventListener(type, listener));
  return () => present.forEach(([target, type, listener]) => target.removeEventListener(type, listener));
}
