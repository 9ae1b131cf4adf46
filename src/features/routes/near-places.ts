import type { Length } from './improve-tour.ts'

/** For each place so many of the nearest others, the nearest first. */
export function nearPlaces(size: number, length: Length, count: number): Int32Array[] {
  return Array.from({ length: size }, (_, from) => {
    const found: { place: number; far: number }[] = []
    for (let place = 0; place < size; place++) {
      if (place === from) continue
      const far = length(from, place)
      if (found.length === count && far >= (found[count - 1] as { far: number }).far) continue
      let at = found.length
      while (at > 0 && (found[at - 1] as { far: number }).far > far) at--
      found.splice(at, 0, { place, far })
      if (found.length > count) found.pop()
    }
    return Int32Array.from(found, ({ place }) => place)
  })
}
