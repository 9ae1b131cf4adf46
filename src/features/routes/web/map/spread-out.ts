/** So far apart two marks stand, in pixels: as much as they are wide. */
const APART = 22

/**
 * Marks at one and the same place, such as the centre of a postal code, stand around it in a ring, so that none hides
 * another: the way each goes aside, in pixels to the right and down.
 */
export function spreadOut(spots: readonly { lat: number; lon: number }[]): [x: number, y: number][] {
  const places = new Map<string, number[]>()
  for (const [at, { lat, lon }] of spots.entries()) {
    const place = `${lat.toFixed(5)} ${lon.toFixed(5)}`
    places.set(place, [...(places.get(place) ?? []), at])
  }
  const aside: [number, number][] = spots.map(() => [0, 0])
  for (const there of places.values()) {
    if (there.length === 1) continue
    const radius = APART / 2 / Math.sin(Math.PI / there.length)
    for (const [no, at] of there.entries()) {
      const angle = (2 * Math.PI * no) / there.length - Math.PI / 2
      aside[at] = [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))]
    }
  }
  return aside
}
