/** Returns localStorage, or a substitute that lasts as long as the page if the browser forbids it. */
export function browserStorage() {
  try {
    return localStorage;
  } catch {
    return memoryStorage();
  }
}

/** An empty in-memory Storage; keys are own properties, as in a real one. */
export function memoryStorage() {
  return Object.create({
    getItem(key) {
      return this[key] ?? null;
    },
    setItem(key, value) {
      this[key] = String(value);
    },
    removeItem(key) {
      delete this[key];
    },
  });
}
