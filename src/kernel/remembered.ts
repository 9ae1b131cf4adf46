/**
 * The same function, but what it gave for the last `most` texts is kept (twice as many at most), as names and domains
 * come again and again. What it gives must not be changed by anybody.
 */
export function remembered<T extends {}>(work: (text: string) => T, most = 20_000): (text: string) => T {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  return (text) => {
    const known = young.get(text)
    if (known !== undefined) return known
    const found = old.get(text) ?? work(text)
    if (text.length > LONGEST) return found
    if (young.size >= most) [old, young] = [young, new Map<string, T>()]
    young.set(text, found)
    return found
  }
}

/** Longer texts hardly come twice, and would make the memory a matter of their length. */
const LONGEST = 100
