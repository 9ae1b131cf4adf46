/** Numbers in ascending order as IMAP writes them (RFC 3501, sequence-set): `1:3,7`. */
export function sequenceOf(numbers: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < numbers.length;) {
    let end = at
    while (numbers[end + 1] === (numbers[end] ?? 0) + 1) end += 1
    parts.push(end === at ? `${numbers[at]}` : `${numbers[at]}:${numbers[end]}`)
    at = end + 1
  }
  return parts.join(',')
}

/** The numbers that such a text names. */
export function numbersIn(sequence: string): number[] {
  return sequence
    .split(',')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [from = 0, to = from] = part.split(':').map(Number)
      return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    })
}
