import type { Subject } from '#features/subjects/subject.ts'
import { dialogsOf, type OpenDialog as Open } from '#ui/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import type { Task, TaskNew } from '../task.ts'

/** Of which contact, by name, so that a form can say it at once. */
export interface TaskContact {
  id: string
  displayName: string
}

/** What the dialogs of tasks are about. They can be opened from every screen. */
interface Questions {
  /** A new task, this one, or the same for each of the chosen contacts. */
  form: {
    input: {
      task?: Task
      preset?: Partial<TaskNew>
      contact?: TaskContact
      subjects?: Subject[]
      forContacts?: { chosen: Chosen; targets: Record<string, unknown> }
    }
    answer: boolean
  }
  quick: { input: { contact?: TaskContact }; answer: void }
  bulk: { input: { chosen: Chosen; field: 'due' | 'assignee' | 'category' | 'priority' }; answer: boolean }
}

export type OpenDialog = Open<Questions>

const { opener, useDialogs } = dialogsOf<Questions>()

/** The form of a task; true once it is saved. */
export const openTaskForm = opener('form')
/** One line that understands when and about whom. */
export const openQuickTask = opener('quick')
/** Asks what many tasks are to get; true once that has begun. */
export const openTaskBulk = opener('bulk')

/** The dialogs on the screen now, the uppermost last. */
export { useDialogs as useTaskDialogs }
