/**
 * How alike two words are, 0 to 1: Jaro's share of letters that stand at about the same place, and Winkler's bonus for
 * a common beginning of up to four letters (W. Winkler: String Comparator Metrics, 1990). Reads 31 letters.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const [left, right] = [Math.min(a.length, LONGEST), Math.min(b.length, LONGEST)]
  if (left === 0 || right === 0) return 0
  const reach = Math.max(0, (Math.max(left, right) >> 1) - 1)
  let [leftHits, rightHits, matches] = [0, 0, 0]
  for (let at = 0; at < left; at++) {
    const letter = a.charCodeAt(at)
    const end = Math.min(right - 1, at + reach)
    for (let other = Math.max(0, at - reach); other <= end; other++) {
      if (rightHits & (1 << other) || b.charCodeAt(other) !== letter) continue
      leftHits |= 1 << at
      rightHits |= 1 << other
      matches++
      break
    }
  }
  if (matches === 0) return 0
  const jaro = (matches / left + matches / right + 1 - swaps(a, b, leftHits, rightHits) / 2 / matches) / 3
  return jaro + prefix(a, b) * 0.1 * (1 - jaro)
}

/** Bits of one number mark the letters that are used up, so nothing is allocated. */
const LONGEST = 31

function swaps(a: string, b: string, leftHits: number, rightHits: number): number {
  let count = 0
  let other = 0
  for (let at = 0; leftHits >>> at !== 0; at++) {
    if (!(leftHits & (1 << at))) continue
    while (!(rightHits & (1 << other))) other++
    if (a.charCodeAt(at) !== b.charCodeAt(other)) count++
    other++
  }
  return count
}

function prefix(a: string, b: string): number {
  let length = 0
  while (length < 4 && length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++
  return length
}
