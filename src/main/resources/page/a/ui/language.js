/**
 * The first language of these that a page knows: the one that is wanted, then those of the browser; English if none is.
 *
 * @param known `tag => …`, whether the page knows it
 */
export function firstKnown(wanted, known) {
  const tags = [wanted, ...(navigator.languages ?? []).map((tag) => tag.split('-')[0])];
  return tags.find((tag) => tag !== undefined && known(tag)) ?? 'en';
}

/** A language as a tag for the browser, with the user's regional variant if they have one. */
export function regional(language) {
  return [...(navigator.languages ?? [])].find((tag) => tag.split('-')[0] === language && isTag(tag)) ?? language;
}

function isTag(text) {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
