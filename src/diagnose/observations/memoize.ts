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
