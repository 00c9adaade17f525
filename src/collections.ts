/** For keys that are words of an input: `constructor` or `__proto__` is in it only once it was put in. */
export function noWords<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

/** An empty object of the same kind. */
export function emptyLike(object: object): Record<string, unknown> {
  return Object.getPrototypeOf(object) === null ? noWords() : {};
}

export function groupBy<T, K = string>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) put(groups, key(item), item);
  return groups;
}

/** Into its group, which is made for the first of them. */
export function put<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
