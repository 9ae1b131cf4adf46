import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import type { Opportunity, OpportunityNew } from '../opportunity.ts'

/** What the dialogs of opportunities are about. They can be opened from every screen. */
interface Questions {
  /** A new one, or this one. */
  form: {
    input: {
      opportunity?: Opportunity
      preset?: Partial<OpportunityNew>
      contact?: { id: string; displayName: string }
    }
    answer: boolean
  }
  /** Why one was lost: the id of a reason, null for none; undefined when it is not lost after all. */
  lost: { input: { title: string }; answer: string | null | undefined }
  bulk: { input: { chosen: Chosen; field: 'stage' | 'owner' | 'tags' | 'access' }; answer: boolean }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of an opportunity; true once it is saved. */
export const openOpportunityForm = opener('form')
/** Asks why an opportunity was lost. */
export const askLostReason = opener('lost')
/** Asks what many opportunities are to get; true once that has begun. */
export const openOpportunityBulk = opener('bulk')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useOpportunityDialogs }
