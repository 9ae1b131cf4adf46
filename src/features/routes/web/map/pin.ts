import type { VisitState } from '#features/visits/visit.ts'
import type { Tone } from './palette.ts'

/** A visit as the map draws it. */
export interface Pin {
  id: string
  lat: number
  lon: number
  /** False: the centre of its postal code. */
  exact: boolean
  state: VisitState
  plan: { name: string; color: string | null }
  title: string
  /** Where and when, as people read it. */
  text: string
}

/** What pins are coloured by. */
export type ColorBy = 'state' | 'plan'

/** Each state has a colour and a sign of its own, so that nobody has to tell colours apart. */
export const looks: Record<VisitState, { tone: Tone; sign: Sign }> = {
  proposed: { tone: 'grey', sign: 'ring' },
  planned: { tone: 'blue', sign: 'dot' },
  confirmed: { tone: 'violet', sign: 'check' },
  inProgress: { tone: 'amber', sign: 'half' },
  done: { tone: 'green', sign: 'check' },
  noShow: { tone: 'amber', sign: 'cross' },
  skipped: { tone: 'grey', sign: 'bar' },
  cancelled: { tone: 'grey', sign: 'cross' },
  missed: { tone: 'red', sign: 'mark' },
}
export type Sign = 'ring' | 'dot' | 'check' | 'half' | 'cross' | 'bar' | 'mark'

/** One line of the legend, and the picture its pins are drawn with. */
export interface Look {
  key: string
  color: string
  sign: Sign
  /** The state or the plan; the words of a state are the screen's. */
  state?: VisitState
  name?: string
}

/** How a pin looks. */
export function lookOf(pin: Pin, by: ColorBy, tones: Record<Tone, string>): Look {
  const { tone, sign } = looks[pin.state]
  if (by === 'state') return { key: pin.state, color: tones[tone], sign, state: pin.state }
  const color = pin.plan.color ?? tones.grey
  return { key: `${pin.plan.name} ${color}`, color, sign: 'dot', name: pin.plan.name }
}

/** The lines of the legend: what is on the map, in the order of the states or the alphabet. */
export function looksOf(
  pins: readonly Pin[],
  by: ColorBy,
  tones: Record<Tone, string>,
): (Look & { count: number })[] {
  const found = new Map<string, Look & { count: number }>()
  for (const pin of pins) {
    const look = lookOf(pin, by, tones)
    const known = found.get(look.key)
    if (known) known.count += 1
    else found.set(look.key, { ...look, count: 1 })
  }
  const states = Object.keys(looks)
  return [...found.values()].sort((a, b) =>
    by === 'state'
      ? states.indexOf(a.key) - states.indexOf(b.key)
      : (a.name ?? '').localeCompare(b.name ?? ''),
  )
}
