import { CellInput } from '#ui/inputs/cell-input.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Task, TaskChange } from '../../task.ts'
import { useChangeTask } from '../task-api.ts'

interface EditorProps {
  row: Task
  close: () => void
}

/** The title, changed in its cell. */
export function TitleEditor({ row, close }: EditorProps) {
  const t = useText()
  const change = useChangeTask()
  const save = async (title: string) => {
    if (title.trim()) await change(row, { title }, t('tasks.changed.title', { title: row.title }))
  }
  return <CellInput label={t('tasks.task')} value={row.title} onSave={save} close={close} />
}

/** The day, changed in its cell. */
export function DueEditor({ row, close }: EditorProps) {
  const t = useText()
  const change = useChangeTask()
  const save = async (dueDate: string) => {
    if (dueDate) await change(row, { dueDate }, t('tasks.changed.due', { title: row.title }))
  }
  return <CellInput label={t('tasks.due')} type="date" value={row.dueDate} onSave={save} close={close} />
}

interface ChoiceEditorProps extends EditorProps {
  label: TextKey
  value: string
  options: { value: string; label: string }[]
  patch: (value: string) => TaskChange
}

/** One of few, chosen in its cell. */
export function ChoiceEditor({ row, close, label, value, options, patch }: ChoiceEditorProps) {
  const t = useText()
  const change = useChangeTask()
  const choose = (chosen: string) => {
    close()
    if (chosen !== value)
      void change(row, patch(chosen), t('tasks.changed.field', { title: row.title, field: t(label) })).catch(
        complain,
      )
  }
  return (
    <select
      className="field"
      autoFocus
      aria-label={t(label)}
      value={value}
      onChange={(event) => choose(event.target.value)}
      onBlur={close}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
