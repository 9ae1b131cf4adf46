import { Big } from '#kernel/decimal.ts'
import type { Day } from '#kernel/day.ts'
import { minorUnits } from './currencies.ts'
import type { UsedRate } from './rate.ts'

/** What one unit is worth, and the rates that say so. */
export interface Found {
  rate: Big
  /** None between a currency and itself, two when it went over the euro. */
  used: UsedRate[]
}

/** The currency in which the European Central Bank quotes all others. */
const BRIDGE = 'EUR'

/**
 * What one unit of `from` was worth in `to` on a day, or undefined when nobody said. The newest rate that is not after
 * the day counts; of the same day the firm's own before the ECB's, and then the direct one before its inverse and the
 * way over the euro, which is as old as the older of its two rates.
 */
export function rateOn(rates: readonly UsedRate[], from: string, to: string, day: Day): Found | undefined {
  if (from === to) return { rate: new Big(1), used: [] }
  const straight = between(rates, from, to, day)
  const bridged = from === BRIDGE || to === BRIDGE ? undefined : overBridge(rates, from, to, day)
  if (!straight || !bridged) return straight ?? bridged
  return isBetter(bridged, straight) ? bridged : straight
}

/** An amount in another currency, rounded as that currency is. */
export function convert(amount: Big | string, to: string, { rate }: Found): string {
  return new Big(amount).times(rate).toFixed(minorUnits(to))
}

function between(rates: readonly UsedRate[], from: string, to: string, day: Day): Found | undefined {
  let best: Found | undefined
  for (const one of rates) {
    if (one.day > day) continue
    const isDirect = one.from === from && one.to === to
    if (!isDirect && !(one.from === to && one.to === from)) continue
    const found = { rate: isDirect ? new Big(one.rate) : new Big(1).div(one.rate), used: [one] }
    if (!best || isBetter(found, best) || (isDirect && !isBetter(best, found))) best = found
  }
  return best
}

function overBridge(rates: readonly UsedRate[], from: string, to: string, day: Day): Found | undefined {
  const [there, on] = [between(rates, from, BRIDGE, day), between(rates, BRIDGE, to, day)]
  return there && on && { rate: there.rate.times(on.rate), used: [...there.used, ...on.used] }
}

/** Newer, or as new and the firm's own where the other is not. */
function isBetter(one: Found, other: Found): boolean {
  const [a, b] = [ageOf(one), ageOf(other)]
  return a === b ? isOwn(one) && !isOwn(other) : a > b
}

const ageOf = ({ used }: Found): Day => used.map(({ day }) => day).sort()[0] ?? ''
const isOwn = ({ used }: Found): boolean => used.every(({ source }) => source === 'own')
