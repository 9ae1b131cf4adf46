const LONGEST = 900

/**
 * How long to wait before a connection that broke so many times in a row is made again, in seconds: a moment at first,
 * twice as long each time, up to a quarter of an hour; `chance` of 0 to 1 keeps all from coming at once.
 */
export function reconnectAfter(failures: number, chance: number): number {
  return Math.min(2 ** failures, LONGEST) * (0.5 + chance)
}
