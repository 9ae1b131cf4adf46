import { RAREST } from '#kernel/surnames.ts'
import { EVIDENCE, type Evidence, type Model } from './model.ts'

/** A model in the form comparisons read it: one weight for each bit, and the bounds. Made once, used for millions. */
export interface Scale {
  weights: Float64Array
  possibleFrom: number
  namesakeFrom: number
}

export function scaleOf(model: Model): Scale {
  return {
    weights: Float64Array.from(EVIDENCE, (name) => model.weights[name]),
    possibleFrom: model.possibleFrom,
    namesakeFrom: model.namesakeFrom,
  }
}

/** The bit of an evidence. */
export function bit(name: Evidence): number {
  return 1 << EVIDENCE.indexOf(name)
}

/**
 * The sum of the evidence in bits (I. Fellegi, A. Sunter: A Theory for Record Linkage, 1969). `rarity` is what the last
 * name tells by itself. Firm, domain, trunk and address of a firm say the same thing, so only the strongest of them counts.
 */
export function scoreOf(bits: number, rarity: number, { weights }: Scale): number {
  let sum = 0
  let firm = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const place = 31 - Math.clz32(rest & -rest)
    const weight = weights[place] ?? 0
    if (place === LAST_SAME) sum += (weight * rarity) / RAREST
    else if (OF_ONE_FIRM & (1 << place)) firm = Math.max(firm, weight)
    else sum += weight
  }
  return sum + firm
}

const LAST_SAME = EVIDENCE.indexOf('last_same')
const OF_ONE_FIRM = bit('company_same') | bit('domain_same') | bit('trunk_same') | bit('place_same')
