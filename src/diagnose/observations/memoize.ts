/** Remembers what was found for an object. All offers of a session ask the same about it, and there may be hundreds. */
export function onceOf<K extends object, V>(find: (of: K) => V): (of: K) => V {
  const found = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    const known = found.get(of);
    if (known !== undefined) return known.value;
    const value = find(of);
    found.set(of, { value });
    return value;
  };
}

/**
 * The same for the object that was asked about last. The rules look at one offer after another, and remembering
 * thousands of them costs more than to find it again.
 */
export function latestOf<K extends object, V>(find: (of: K) => V): (of: K) => V {
  let latest: { readonly of: K; readonly value: V } | undefined;
  return (of) => {
    if (latest?.of !== of) latest = { of, value: find(of) };
    return latest.value;
  };
}
