import type { Day } from '#kernel/day.ts'
import type { Stage } from './pipeline.ts'

type Reached = Pick<Stage, 'id' | 'type' | 'probability'>

/** What of an opportunity follows its stage. */
export interface Staged {
  stageId: string
  probability: number
  closedOn: Day | null
  lostReasonId: string | null
}

/** What somebody said about it in the same breath; undefined was not said. */
export interface Said {
  probability?: number | undefined
  closedOn?: Day | null | undefined
  lostReasonId?: string | null | undefined
}

/**
 * What becomes of an opportunity in this stage. A stage that is reached anew brings its probability unless another was
 * said. What is closed has a day, today unless another was said; what is open has none. Only what is lost has a reason.
 */
export function inStage(before: Staged | undefined, stage: Reached, said: Said, today: Day): Staged {
  const isNew = before?.stageId !== stage.id
  const isOpen = stage.type === 'open'
  const kept = before && !isNew ? before : undefined
  const closedOn = said.closedOn === undefined ? (before?.closedOn ?? null) : said.closedOn
  const reason = said.lostReasonId === undefined ? (before?.lostReasonId ?? null) : said.lostReasonId
  return {
    stageId: stage.id,
    probability: said.probability ?? kept?.probability ?? stage.probability,
    closedOn: isOpen ? null : (closedOn ?? today),
    lostReasonId: stage.type === 'lost' ? reason : null,
  }
}
