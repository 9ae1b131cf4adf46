import { EVIDENCE, evidenceOf, type Evidence, type Model } from './model.ts'

/** What a user said about a pair, with the evidence the comparison had found. */
export interface Decision {
  evidence: number
  same: boolean
}

export interface Recalibrated {
  model: Model
  /** From how many decisions each weight was moved. */
  decisions: Record<Evidence, number>
}

/**
 * Moves each weight by how much oftener pairs with its evidence were "the same" than all decided pairs: log2 of the two
 * odds, held back by `PSEUDO` imagined decisions of the usual mix, at most `FURTHEST` bits, and never across zero. So
 * ten decisions hardly move anything and hundreds do. Starts from the shipped model each time, not from the last one.
 */
export function recalibrate(shipped: Model, decisions: readonly Decision[]): Recalibrated {
  const same = counted(decisions.filter((decision) => decision.same))
  const other = counted(decisions.filter((decision) => !decision.same))
  const sames = decisions.filter((decision) => decision.same).length
  const usual = (sames + PSEUDO / 2) / (decisions.length + PSEUDO)
  const weights = ofEach((name) => {
    const odds = (same[name] + PSEUDO * usual) / (other[name] + PSEUDO * (1 - usual))
    const shift = Math.log2(odds * ((1 - usual) / usual))
    return moved(shipped.weights[name], Math.max(-FURTHEST, Math.min(FURTHEST, shift)))
  })
  return { model: { ...shipped, weights }, decisions: ofEach((name) => same[name] + other[name]) }
}

const PSEUDO = 40
const FURTHEST = 3

/** What speaks for a pair never begins to speak against it. */
function moved(weight: number, shift: number): number {
  const now = Math.round((weight + shift) * 100) / 100
  return weight < 0 ? Math.min(0, now) : Math.max(0, now)
}

function counted(decisions: readonly Decision[]): Record<Evidence, number> {
  const counts = ofEach(() => 0)
  for (const decision of decisions) for (const name of evidenceOf(decision.evidence)) counts[name]++
  return counts
}

function ofEach(value: (name: Evidence) => number): Record<Evidence, number> {
  return Object.fromEntries(EVIDENCE.map((name) => [name, value(name)])) as Record<Evidence, number>
}
