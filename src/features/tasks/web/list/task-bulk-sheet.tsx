import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { wholeWords } from '#ui/api/problem-words.ts'
import type { Chosen } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import type { TaskBulkChange } from '../../task-bulk.ts'
import { TASK_PRIORITIES } from '../../task.ts'
import { daysAfter, today } from '../days.ts'
import { doers, useBulkTasks, useTaskWords } from '../task-api.ts'
import { targetsOf } from '#ui/list/question-of.ts'
import '../form/form.css'

interface TaskBulkSheetProps {
  chosen: Chosen
  field: 'due' | 'assignee' | 'category' | 'priority'
  onDone: (begun: boolean) => void
}

/** Asks what the chosen tasks are to get. */
export function TaskBulkSheet({ chosen, field, onDone }: TaskBulkSheetProps) {
  const t = useText()
  const begin = useBulkTasks()
  const [change, setChange] = useState<TaskBulkChange>(() => first(field))
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      await begin(targetsOf(chosen), change)
      onDone(true)
    } catch (error) {
      setProblem(wholeWords(error))
      setBusy(false)
    }
  }
  return (
    <FormSheet
      title={t(`tasks.bulk.${field}`)}
      dirty={false}
      busy={busy || Object.keys(change).length === 0}
      problem={problem}
      action={t('tasks.bulk.do')}
      onSubmit={() => void submit()}
      onClose={() => onDone(false)}
    >
      {field === 'due' ? (
        <DueChange change={change} onChange={setChange} />
      ) : (
        <ChoiceChange field={field} change={change} onChange={setChange} />
      )}
    </FormSheet>
  )
}

const first = (field: TaskBulkSheetProps['field']): TaskBulkChange =>
  field === 'due' ? { shiftDays: 1 } : field === 'priority' ? { priority: 'high' } : {}

interface ChangeProps {
  change: TaskBulkChange
  onChange: (change: TaskBulkChange) => void
}

function DueChange({ change, onChange }: ChangeProps) {
  const t = useText()
  const isShift = change.shiftDays !== undefined
  return (
    <fieldset className="task-choices">
      <legend className="sr-only">{t('tasks.bulk.due')}</legend>
      <label className="check-line">
        <input type="radio" name="due" checked={isShift} onChange={() => onChange({ shiftDays: 1 })} />
        {t('tasks.bulk.shift')}
      </label>
      {isShift && (
        <NumberInput
          label={t('tasks.bulk.days')}
          description={t('tasks.bulk.days_hint')}
          min={-3660}
          max={3660}
          allowDecimal={false}
          value={change.shiftDays ?? 1}
          onChange={(value) => onChange({ shiftDays: Number(value) || 0 })}
        />
      )}
      <label className="check-line">
        <input
          type="radio"
          name="due"
          checked={!isShift}
          onChange={() => onChange({ dueDate: daysAfter(today(), 1) })}
        />
        {t('tasks.bulk.one_day')}
      </label>
      {!isShift && (
        <DayInput
          label={t('tasks.due')}
          required
          value={change.dueDate ?? null}
          onChange={(dueDate) => dueDate && onChange({ dueDate })}
        />
      )}
    </fieldset>
  )
}

function ChoiceChange({
  field,
  change,
  onChange,
}: ChangeProps & { field: 'assignee' | 'category' | 'priority' }) {
  const t = useText()
  const known = useTaskWords()
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const lists = {
    assignee: { key: 'assigneeId', data: doers(known).map(named) },
    category: { key: 'categoryId', data: known.categories.filter((one) => !one.retired).map(named) },
    priority: {
      key: 'priority',
      data: TASK_PRIORITIES.map((value) => ({ value, label: t(`tasks.priority.${value}`) })),
    },
  } as const
  const { key, data } = lists[field]
  return (
    <Select
      label={t(`tasks.${field}`)}
      searchable={field !== 'priority'}
      data={data}
      value={change[key] ?? null}
      allowDeselect={false}
      data-autofocus
      onChange={(value) => value && onChange({ [key]: value })}
    />
  )
}
