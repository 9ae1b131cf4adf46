import { useSyncExternalStore } from 'react'
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
      forContacts?: { chosen: Chosen; targets: Record<string, unknown> }
    }
    answer: boolean
  }
  quick: { input: { contact?: TaskContact }; answer: void }
  bulk: { input: { chosen: Chosen; field: 'due' | 'assignee' | 'category' | 'priority' }; answer: boolean }
}

type DialogKind = keyof Questions

/** One open dialog; `close` takes it away and answers whoever opened it. */
export type OpenDialog = {
  [Kind in DialogKind]: {
    id: number
    is: Kind
    input: Questions[Kind]['input']
    close: (answer: Questions[Kind]['answer']) => void
  }
}[DialogKind]

let open: OpenDialog[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** The form of a task; true once it is saved. */
export const openTaskForm = opener('form')
/** One line that understands when and about whom. */
export const openQuickTask = opener('quick')
/** Asks what many tasks are to get; true once that has begun. */
export const openTaskBulk = opener('bulk')

/** The dialogs on the screen now, the uppermost last. */
export function useTaskDialogs(): OpenDialog[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => open,
  )
}

function opener<Kind extends DialogKind>(is: Kind) {
  return (input: Questions[Kind]['input']): Promise<Questions[Kind]['answer']> =>
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
