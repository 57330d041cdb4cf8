/** The schemas of an AsyncAPI document: what refers to another one, or is made of several, as one. */
export class Schemas {
  #document;

  constructor(document) {
    this.#document = document;
  }

  /** What `{$ref}` refers to, or the value itself. */
  at(value) {
    let found = value;
    while (typeof found?.$ref === 'string') {
      const keys = found.$ref.slice(2).split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
      found = keys.reduce((part, key) => part?.[key], this.#document);
    }
    return found;
  }

  /** A schema with all that its references and its `allOf` say; its own words go first. */
  flat(value) {
    const { allOf = [], ...own } = this.at(value) ?? {};
    return allOf.map((part) => this.flat(part)).reduceRight(joined, own);
  }
}

function joined(own, part) {
  return {
    ...part,
    ...own,
    ...(part.properties && { properties: { ...part.properties, ...own.properties } }),
    ...(part.required && { required: [...part.required, ...(own.required ?? [])] }),
  };
}
