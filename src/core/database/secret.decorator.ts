const secrets = new Map<object, Set<string>>();

/** Marks an entity's property that must never leave the server: the admin neither shows, selects nor writes it. */
export function Secret(): PropertyDecorator {
  return (target, property) => {
    const known = secrets.get(target.constructor) ?? new Set<string>();
    secrets.set(target.constructor, known.add(String(property)));
  };
}

/** Whether the property of an entity class, or of a class it extends, is marked `@Secret()`. */
export function isSecret(entity: object, property: string): boolean {
  for (let type: object | null = entity; type; type = Object.getPrototypeOf(type) as object | null) {
    if (secrets.get(type)?.has(property)) return true;
  }
  return false;
}
