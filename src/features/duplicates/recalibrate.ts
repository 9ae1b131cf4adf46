import { EVIDENCE, evidenceOf, type Evidence, type Model } from './model.ts'

/** What a user said about a pair, with the evidence the comparison had found. */
export interface Decision {
  evidence: number
  same: boolean
  /** How often; once if not said. */
  times?: number
}

export interface Recalibrated {
  model: Model
  /** From how many decisions each weight was moved. */
  decisions: Record<Evidence, number>
}

/**
 * Moves each weight by how much oftener its evidence is seen on pairs that were "the same" than on pairs that were not:
 * log2 of the two shares, held back by `PSEUDO` imagined decisions of either kind with the usual share, at most
 * `FURTHEST` bits, and never across zero. Ten decisions hardly move anything, hundreds do. Starts from the shipped model
 * each time, not from the last one, so forgetting the decisions resets it.
 */
export function recalibrate(shipped: Model, decisions: readonly Decision[]): Recalibrated {
  const [sames, others] = [decisions.filter(({ same }) => same), decisions.filter(({ same }) => !same)]
  const [same, other] = [counted(sames), counted(others)]
  const [allSame, allOther] = [timesOf(sames), timesOf(others)]
  const weights = ofEach((name) => {
    const usual = decisions.length === 0 ? 0 : (same[name] + other[name]) / (allSame + allOther)
    if (usual === 0) return shipped.weights[name]
    const onSame = (same[name] + PSEUDO * usual) / (allSame + PSEUDO)
    const onOther = (other[name] + PSEUDO * usual) / (allOther + PSEUDO)
    const shift = Math.log2(onSame / onOther)
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
  for (const { evidence, times = 1 } of decisions)
    for (const name of evidenceOf(evidence)) counts[name] += times
  return counts
}

function timesOf(decisions: readonly Decision[]): number {
  return decisions.reduce((sum, { times = 1 }) => sum + times, 0)
}

function ofEach(value: (name: Evidence) => number): Record<Evidence, number> {
  return Object.fromEntries(EVIDENCE.map((name) => [name, value(name)])) as Record<Evidence, number>
}
