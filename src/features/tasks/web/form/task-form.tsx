import { Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useUser } from '#ui/api/session.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { TASK_PRIORITIES, TASK_STATUSES, usualReminder } from '../../task.ts'
import type { Task, TaskNew } from '../../task.ts'
import type { Subject } from '#features/subjects/subject.ts'
import { SubjectPicker } from '#features/subjects/web/subject-picker.tsx'
import type { TaskContact } from '../dialogs.ts'
import { doers, useChangeTask, useCreateTask, useTaskWords, useTasksForContacts } from '../task-api.ts'
import '../tasks.css'
import { ChecklistInput } from './checklist-input.tsx'
import { DueInput } from './due-input.tsx'
import { RecurrenceInput, ReminderInput } from './rhythm-input.tsx'
import { changesOf, draftOf, taskOf } from './task-draft.ts'
import type { TaskDraft } from './task-draft.ts'
import './form.css'

interface TaskFormProps {
  task?: Task
  preset?: Partial<TaskNew>
  contact?: TaskContact
  subjects?: Subject[]
  forContacts?: { chosen: Chosen; targets: Record<string, unknown> }
  onDone: (saved: boolean) => void
}

/** The form of a task: a new one, one that is there, or the same for each of many contacts. */
export function TaskForm(props: TaskFormProps) {
  const t = useText()
  const { task, forContacts, onDone } = props
  const form = useTaskForm(props)
  const { draft, set, errors } = form
  const many = forContacts && 'ids' in forContacts.chosen ? forContacts.chosen.ids.length : undefined
  const title = task
    ? t('tasks.form.edit')
    : forContacts
      ? many === undefined
        ? t('tasks.form.for_all')
        : t('tasks.form.for_contacts', { count: many })
      : t('tasks.form.new')
  return (
    <FormSheet
      wide
      title={title}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t(task ? 'tasks.form.save' : 'tasks.form.create')}
      onSubmit={() => void form.save()}
      onClose={() => onDone(false)}
    >
      <div className="task-form">
        <TextInput
          label={t('tasks.task')}
          placeholder={t('tasks.form.title_hint')}
          required
          data-autofocus
          maxLength={255}
          value={draft.title}
          error={errors['title']}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <DueInput draft={draft} errors={errors} onChange={set} />
        <WhoPart form={form} withContact={!forContacts} />
        <Textarea
          label={t('tasks.description')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={65_000}
          value={draft.description}
          error={errors['description']}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <ChecklistInput items={draft.checklist} onChange={(checklist) => set({ checklist })} />
        <div className="task-pairs">
          <ReminderInput
            value={draft.reminderMinutes}
            timed={draft.dueTime !== ''}
            onChange={(reminderMinutes) => set({ reminderMinutes, reminderChosen: true })}
          />
          <RecurrenceInput value={draft.recurrence} onChange={(recurrence) => set({ recurrence })} />
        </div>
      </div>
    </FormSheet>
  )
}

type Form = ReturnType<typeof useTaskForm>

/** Who does it, about whom, and of what kind it is. */
function WhoPart({ form, withContact }: { form: Form; withContact: boolean }) {
  const t = useText()
  const known = useTaskWords()
  const me = useUser().id
  const { draft, errors, set, isNewAssignee } = form
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const categories = known.categories.filter((one) => !one.retired || one.id === draft.categoryId)
  return (
    <div className="task-pairs">
      {withContact && (
        <RecordChooser
          label={t('tasks.contact')}
          kind="contact"
          scope="task"
          value={draft.contact && { id: draft.contact.id, name: draft.contact.displayName }}
          find={(q, signal) => findContacts(q, signal)}
          error={errors['contactId']}
          onChange={(choice) => set({ contact: choice && { id: choice.id, displayName: choice.name } })}
        />
      )}
      <SubjectPicker
        value={draft.subjects}
        error={errors['opportunityId'] ?? errors['eventId'] ?? errors['projectId']}
        onChange={(subjects) => set({ subjects })}
      />
      <div>
        <Select
          label={t('tasks.assignee')}
          searchable
          allowDeselect={false}
          data={doers(known, draft.assigneeId).map(named)}
          value={draft.assigneeId}
          error={errors['assigneeId']}
          onChange={(assigneeId) => assigneeId && set({ assigneeId })}
        />
        {isNewAssignee && draft.assigneeId !== me && (
          <label className="check-line task-notify">
            <input
              type="checkbox"
              className="check"
              checked={draft.notify}
              onChange={(event) => set({ notify: event.target.checked })}
            />
            {t('tasks.form.notify')}
          </label>
        )}
      </div>
      <Select
        label={t('tasks.category')}
        allowDeselect={false}
        data={categories.map(named)}
        value={draft.categoryId ?? categories[0]?.id ?? null}
        error={errors['categoryId']}
        onChange={(categoryId) => set({ categoryId })}
      />
      <Select
        label={t('tasks.priority')}
        allowDeselect={false}
        data={TASK_PRIORITIES.toReversed().map((value) => ({ value, label: t(`tasks.priority.${value}`) }))}
        value={draft.priority}
        onChange={(value) => value && set({ priority: value })}
      />
      {form.isOld && (
        <Select
          label={t('tasks.status')}
          allowDeselect={false}
          data={TASK_STATUSES.map((value) => ({ value, label: t(`tasks.status.${value}`) }))}
          value={draft.status}
          onChange={(value) => value && set({ status: value })}
        />
      )}
    </div>
  )
}

function useTaskForm({ task, preset, contact, subjects, forContacts, onDone }: TaskFormProps) {
  const t = useText()
  const user = useUser()
  const [start] = useState(() =>
    draftOf(user.id, {
      ...(task && { task }),
      ...(preset && { preset }),
      ...(contact && { contact }),
      ...(subjects && { subjects }),
    }),
  )
  const [draft, setDraft] = useState<TaskDraft>(start)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const create = useCreateTask()
  const change = useChangeTask()
  const createMany = useTasksForContacts()
  const send = async () => {
    if (task) {
      const changes = changesOf(task, draft)
      if (Object.keys(changes).length > 0)
        await change(task, changes, t('tasks.changed.task', { title: draft.title }))
    } else if (forContacts) {
      const { contactId: _, ...same } = taskOf(draft)
      await createMany(forContacts.targets, same)
    } else await create(taskOf(draft))
  }
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      await send()
      onDone(true)
    } catch (error) {
      const fields = fieldWords(error)
      setErrors(fields)
      if (Object.keys(fields).length === 0) complain(error)
      setProblem(wholeWords(error, true))
      setBusy(false)
    }
  }
  const set = (part: Partial<TaskDraft>) =>
    setDraft((now) => {
      const next = { ...now, ...part }
      if (part.dueTime !== undefined && !next.reminderChosen)
        next.reminderMinutes = usualReminder(next.dueTime || null)
      return next
    })
  const dirty = JSON.stringify(draft) !== JSON.stringify(start)
  const isNewAssignee = !task || draft.assigneeId !== task.assigneeId
  return { draft, set, errors, problem, busy, dirty, save, isNewAssignee, isOld: task !== undefined }
}
