/** How long to wait after so many failures in a row, in seconds: twice as long each time, up to six hours; `chance` of 0 to 1 spreads accounts. */
export function waitAfter(failures: number, chance: number): number {
  const wait = Math.min(60 * 2 ** Math.max(0, failures - 1), 6 * 3600)
  return Math.round(wait * (0.75 + chance / 2))
}
