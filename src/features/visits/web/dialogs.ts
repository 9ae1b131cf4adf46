import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import type { FilterValues } from '#ui/list/description.ts'
import type { Visit } from '../visit.ts'
import type { VisitPlan } from '../visit-plan.ts'

/** The customers a new plan begins with. */
export interface PlanPreset {
  filter?: { q: string; filters: FilterValues }
  contactIds?: string[]
}

/** What the dialogs of visits are about. They can be opened from every screen. */
interface Questions {
  visit: { input: { id: string }; answer: void }
  plan: { input: { plan?: VisitPlan; preset?: PlanPreset }; answer: VisitPlan | undefined }
  preview: { input: { plan: VisitPlan }; answer: void }
  done: { input: { visit: Visit }; answer: boolean }
  confirm: { input: { visit: Visit }; answer: boolean }
  noShow: { input: { visit: Visit }; answer: boolean }
  /** Moves visits to a day; `always` is what narrows the list besides its filters. */
  move: { input: Selected; answer: boolean }
  assign: { input: Selected; answer: boolean }
  times: { input: Selected; answer: boolean }
}

/** Chosen visits, and what narrows the list they were chosen in. */
export interface Selected {
  chosen: Chosen
  always?: Record<string, string[]>
  /** Where it is known. */
  count?: number
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** A visit with everything one can do with it. */
export const openVisit = opener('visit')
/** The form of a new visit plan, or of this one; answers with the plan once it is saved. */
export const openPlanForm = opener('plan')
/** What proposing the dates of a plan would give, and the button that does it. */
export const openPreview = opener('preview')
/** Asks how it was; true once the visit is done. */
export const openDone = opener('done')
/** With whom and how the visit was agreed; true once it is. */
export const openConfirm = opener('confirm')
/** The customer was not met: try again, or count it. */
export const openNoShow = opener('noShow')
export const openMove = opener('move')
export const openAssign = opener('assign')
export const openTimes = opener('times')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs }
