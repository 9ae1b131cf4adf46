import { NumberInput, Select } from '@mantine/core'
import { useText } from '#ui/texts.ts'
import { reminderClock } from '../../item-reminder.ts'
import type { TaskRecurrence } from '../../task.ts'

const REMINDERS = ['0', '5', '15', '30', '60', '120', '1440', '2880', '10080']
const UNITS = ['day', 'week', 'month', 'year'] as const

interface ReminderInputProps {
  value: number | null
  /** Without a time it counts from eight in the morning. */
  timed: boolean
  onChange: (minutes: number | null) => void
}

/** When somebody is reminded of it. */
export function ReminderInput({ value, timed, onChange }: ReminderInputProps) {
  const t = useText()
  const offered = timed ? REMINDERS : ['0', '1440', '2880', '10080']
  const minutes = value === null || offered.includes(String(value)) ? offered : [...offered, String(value)]
  const words = (minutes: string) => {
    if (!timed) return dayWords(Number(minutes))
    if (minutes === '0') return t('tasks.reminder.then')
    const known = REMINDERS.find((one) => one === minutes)
    if (known) return t(`tasks.reminder.${known as '5'}`)
    const count = Number(minutes)
    return count < 0
      ? t('tasks.reminder.minutesAfter', { count: -count })
      : t('tasks.reminder.minutes', { count })
  }
  const dayWords = (minutes: number) => {
    const { day, time } = reminderClock(minutes)
    if (day === 0) return t('tasks.reminder.sameDay', { time })
    return day < 0
      ? t('tasks.reminder.days', { count: -day, time })
      : t('tasks.reminder.daysAfter', { count: day, time })
  }
  return (
    <Select
      label={t('tasks.reminder')}
      allowDeselect={false}
      data={[
        { value: 'none', label: t('tasks.reminder.none') },
        ...minutes.map((one) => ({ value: one, label: words(one) })),
      ]}
      value={value === null ? 'none' : String(value)}
      onChange={(chosen) => onChange(chosen === null || chosen === 'none' ? null : Number(chosen))}
    />
  )
}

interface RecurrenceInputProps {
  value: TaskRecurrence | null
  onChange: (recurrence: TaskRecurrence | null) => void
}

/** Whether it comes again, and counted from which day. */
export function RecurrenceInput({ value, onChange }: RecurrenceInputProps) {
  const t = useText()
  return (
    <div className="task-rhythm">
      <Select
        label={t('tasks.recurrence')}
        allowDeselect={false}
        data={[
          { value: 'none', label: t('tasks.recurrence.none') },
          ...UNITS.map((unit) => ({ value: unit, label: t(`tasks.recurrence.${unit}`) })),
        ]}
        value={value?.unit ?? 'none'}
        onChange={(unit) =>
          onChange(
            unit === null || unit === 'none'
              ? null
              : {
                  every: value?.every ?? 1,
                  unit,
                  from: value?.from ?? 'due',
                },
          )
        }
      />
      {value && (
        <>
          <NumberInput
            label={t('tasks.recurrence.every')}
            min={1}
            max={999}
            allowDecimal={false}
            value={value.every}
            onChange={(every) => onChange({ ...value, every: Math.max(1, Number(every) || 1) })}
          />
          <Select
            label={t('tasks.recurrence.from')}
            allowDeselect={false}
            data={(['due', 'done'] as const).map((from) => ({
              value: from,
              label: t(`tasks.recurrence.from.${from}`),
            }))}
            value={value.from}
            onChange={(from) => from && onChange({ ...value, from })}
          />
        </>
      )}
    </div>
  )
}
