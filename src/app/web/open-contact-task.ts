import type { Contact } from '#features/contacts/contact.ts'
import { targetsOf } from '#ui/list/question-of.ts'
import { daysAfter, today } from '#features/tasks/web/days.ts'
import { openTaskForm } from '#features/tasks/web/dialogs.ts'
import type { Chosen } from '#ui/list/description.ts'
import { text } from '#ui/texts.ts'

/** The form of a task for each of the chosen contacts. */
export async function openForChosen(chosen: Chosen, clear: () => void): Promise<void> {
  if (await openTaskForm({ forContacts: { chosen, targets: targetsOf(chosen) } })) clear()
}

/** The form of a task about a contact; `later` is to come back to it in a week. */
export async function openForContact({ id, displayName }: Contact, later: boolean): Promise<void> {
  const title = `${text('tasks.follow_up')}: ${displayName}`.slice(0, 255)
  const preset = later ? { preset: { title, dueDate: daysAfter(today(), 7) } } : {}
  await openTaskForm({ contact: { id, displayName }, ...preset })
}
