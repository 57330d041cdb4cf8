/** Where the browser keeps things; where it may not keep anything, they last as long as the page. */
export function browserStorage() {
  try {
    return localStorage;
  } catch {
    return memoryStorage();
  }
}

/** Empty, and kept nowhere; keys are own properties, as in a real Storage. */
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
