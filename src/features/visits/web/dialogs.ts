import { useSyncExternalStore } from 'react'
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

export type DialogKind = keyof Questions
export type DialogInput<Kind extends DialogKind> = Questions[Kind]['input']

/** One open dialog; `close` takes it away and answers whoever opened it. */
export type OpenDialog = {
  [Kind in DialogKind]: {
    id: number
    is: Kind
    input: DialogInput<Kind>
    close: (answer: Questions[Kind]['answer']) => void
  }
}[DialogKind]

let open: OpenDialog[] = []
let lastId = 0
const listeners = new Set<() => void>()

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
export function useDialogs(): OpenDialog[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}

function opener<Kind extends DialogKind>(is: Kind) {
  return (input: DialogInput<Kind>): Promise<Questions[Kind]['answer']> =>
    new Promise((resolve) => {
      lastId += 1
      const id = lastId
      const close = (answer: Questions[Kind]['answer']) => {
        open = open.filter((dialog) => dialog.id !== id)
        tell()
        resolve(answer)
      }
      open = [...open, { id, is, input, close } as OpenDialog]
      tell()
    })
}

function tell(): void {
  for (const listener of listeners) listener()
}
