import type { Icon } from '#ui/shell/pages.ts'
import type { TextKey } from '#ui/texts.ts'
import type { Opportunity } from '../opportunity.ts'

/** What a feature above can do with an opportunity; its words are there from the start. */
export interface NextStep {
  id: string
  text: TextKey
  icon: Icon
  run: (opportunity: Pick<Opportunity, 'id' | 'title'>) => void
}

let steps: readonly NextStep[] = []

/** Takes what features above offer in the menu of every opportunity; the first is proposed once one is won. */
export function offerNextSteps(offered: readonly NextStep[]): void {
  steps = offered
}

/** What is offered. */
export const nextSteps = (): readonly NextStep[] => steps
