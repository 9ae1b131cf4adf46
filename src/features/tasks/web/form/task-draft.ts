import { SUBJECT_KINDS, subjectsIn, type AboutRecord, type Subject } from '#features/subjects/subject.ts'
import type { ChecklistItem, Task, TaskNew, TaskRecurrence } from '../../task.ts'
import { usualReminder } from '../../task.ts'
import { today } from '../days.ts'
import type { TaskContact } from '../dialogs.ts'

/** A task as it stands in the form, before it is sent. */
export interface TaskDraft {
  title: string
  description: string
  categoryId: string | null
  contact: TaskContact | null
  subjects: AboutRecord[]
  assigneeId: string
  dueDate: string | null
  dueTime: string
  reminderMinutes: number | null
  /** The reminder follows whether there is a time, until somebody chooses one. */
  reminderChosen: boolean
  priority: Task['priority']
  status: Task['status']
  checklist: ChecklistItem[]
  recurrence: TaskRecurrence | null
  notify: boolean
}

interface DraftStart {
  task?: Task
  preset?: Partial<TaskNew>
  contact?: TaskContact
  subjects?: Subject[]
}

/** What the form begins with: the task as it is, or what is known of a new one. */
export function draftOf(userId: string, { task, preset = {}, contact, subjects }: DraftStart): TaskDraft {
  const from = task ?? preset
  const dueTime = from.dueTime ?? ''
  return {
    title: from.title ?? '',
    description: from.description ?? '',
    categoryId: from.categoryId ?? null,
    contact: contact ?? task?.contact ?? null,
    subjects: subjects ?? (task ? subjectsIn(task.about) : []),
    assigneeId: from.assigneeId ?? userId,
    dueDate: from.dueDate ?? today(),
    dueTime,
    reminderMinutes: task ? task.reminderMinutes : (preset.reminderMinutes ?? usualReminder(dueTime || null)),
    reminderChosen: task !== undefined,
    priority: from.priority ?? 'normal',
    status: from.status ?? 'open',
    checklist: from.checklist ?? [],
    recurrence: from.recurrence ?? null,
    notify: true,
  }
}

/** What is sent of it. */
export function taskOf(draft: TaskDraft): TaskNew {
  const { contact, subjects, categoryId, dueDate, dueTime, reminderChosen: _, checklist, ...plain } = draft
  return {
    ...plain,
    ...(categoryId !== null && { categoryId }),
    contactId: contact?.id ?? null,
    ...Object.fromEntries(
      SUBJECT_KINDS.map((kind) => [`${kind}Id`, subjects.find((one) => one.kind === kind)?.id ?? null]),
    ),
    dueDate: dueDate ?? '',
    dueTime: dueTime || null,
    checklist: checklist.filter((item) => item.text.trim() !== ''),
  }
}

/** Only what differs from the task as it was: whoever changed another field meanwhile keeps it. */
export function changesOf(task: Task, draft: TaskDraft): Partial<TaskNew> {
  const { notify, ...next } = taskOf(draft)
  const changed = Object.entries(next).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(task[field as keyof Task]),
  )
  return changed.length > 0 ? { ...Object.fromEntries(changed), ...(notify !== undefined && { notify }) } : {}
}
