/** Draws whole numbers from 0 to below `end`, the same ones for the same seed (mulberry32). */
export type Draw = (end: number) => number

export function seeded(seed: number): Draw {
  let state = seed | 0
  return (end) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end)
  }
}
