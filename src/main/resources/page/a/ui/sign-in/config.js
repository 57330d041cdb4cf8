const KEY = 'parley.config';

/**
 * What the service says about itself (`GET /api/config`), or said last time if it cannot be asked: then the page opens as
 * it did. A service that knows no such path takes guests.
 *
 * @param api the origin of the API; empty for the page's own
 */
export async function serviceConfig(api, storage) {
  try {
    const answer = await fetch(new URL('api/config', api || document.baseURI), { cache: 'no-store', credentials: 'omit' });
    if (!answer.ok) {
      return answer.status === 404 ? {} : kept(storage);
    }
    const { guests, issuer } = await answer.json();
    keep(storage, { guests, issuer });
    return { guests, issuer };
  } catch {
    return kept(storage);
  }
}

/** What it said last time. */
export function kept(storage) {
  try {
    return { ...JSON.parse(storage.getItem(KEY)) };
  } catch {
    return {};
  }
}

function keep(storage, config) {
  try {
    storage.setItem(KEY, JSON.stringify(config));
  } catch {
    // It is asked again next time.
  }
}
