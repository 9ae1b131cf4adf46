import type { ComponentType } from 'react'
import type { TextKey } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'

/** One tab of the page of an opportunity; features above bring their own. */
export interface OpportunityTab {
  id: string
  text: TextKey
  /** How much stands behind it. */
  count?: (opportunity: Opportunity) => number
  Panel: ComponentType<{ opportunity: Opportunity }>
}
