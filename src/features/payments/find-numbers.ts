/** How a number was found: as it is written, or without the letters it begins with. */
export type FoundNumber = 'number' | 'shortNumber'

interface Place {
  number: string
  how: FoundNumber
  from: number
  to: number
}

/**
 * Which of the numbers stand in a text, however people spelled them: in small letters, with blanks the bank put in, without
 * signs or without `RE-`. A longer number is never taken for a shorter one inside of it.
 */
export function findNumbers(text: string, numbers: readonly string[]): Map<string, FoundNumber> {
  const upper = text.toUpperCase().slice(0, 3000)
  const flat = upper.replaceAll(/[^A-Z0-9]/g, '')
  const places = numbers.flatMap((number) => placesOf(upper, flat, number))
  const found = new Map<string, FoundNumber>()
  for (const place of places) {
    const isPart = places.some(
      (other) =>
        other.number !== place.number &&
        other.from <= place.from &&
        other.to >= place.to &&
        other.to - other.from > place.to - place.from,
    )
    if (!isPart && found.get(place.number) !== 'number') found.set(place.number, place.how)
  }
  return found
}

function placesOf(upper: string, flat: string, number: string): Place[] {
  const plain = number.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const short = plain.replace(/^[A-Z]+/, '')
  // What is not there without signs is not there with them: most numbers are ruled out by this.
  if (!flat.includes(short)) return []
  const full = search(upper, number, { plain, how: 'number' })
  if (full.length > 0 || short.length < 6 || short === plain) return full
  return search(upper, number, { plain: short, how: 'shortNumber' })
}

function search(upper: string, number: string, { plain, how }: { plain: string; how: FoundNumber }): Place[] {
  if (plain.length < 4) return []
  const pattern = new RegExp(`(?<![A-Z0-9])${[...plain].join('[^A-Z0-9|]{0,2}')}(?![A-Z0-9])`, 'g')
  return [...upper.matchAll(pattern)].map(({ index, 0: hit }) => ({
    number,
    how,
    from: index,
    to: index + hit.length,
  }))
}
