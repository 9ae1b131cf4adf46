import { TextInput } from '@mantine/core'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { QUICK_DAYS, daysAfter, today } from '../days.ts'
import type { TaskDraft } from './task-draft.ts'

interface DueInputProps {
  draft: Pick<TaskDraft, 'dueDate' | 'dueTime'>
  errors: Record<string, string>
  onChange: (part: Partial<TaskDraft>) => void
}

/** When it is due: a day, and a time if it matters; the usual days by one click. */
export function DueInput({ draft, errors, onChange }: DueInputProps) {
  const t = useText()
  return (
    <div className="task-when">
      <DayInput
        label={t('tasks.due')}
        required
        value={draft.dueDate}
        error={errors['dueDate']}
        onChange={(dueDate) => onChange({ dueDate })}
      />
      <TextInput
        type="time"
        label={t('tasks.time')}
        value={draft.dueTime}
        error={errors['dueTime']}
        onChange={(event) => onChange({ dueTime: event.currentTarget.value })}
      />
      <div className="task-quick-days" role="group" aria-label={t('tasks.due')}>
        {QUICK_DAYS.map(([name, days]) => {
          const day = daysAfter(today(), days)
          return (
            <button
              key={name}
              type="button"
              className="button small"
              aria-pressed={draft.dueDate === day}
              onClick={() => onChange({ dueDate: day })}
            >
              {t(`tasks.quick.${name}`)}
            </button>
          )
        })}
      </div>
    </div>
  )
}
