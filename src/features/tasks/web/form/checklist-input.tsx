import { IconPlus, IconX } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useText } from '#ui/texts.ts'
import type { ChecklistItem } from '../../task.ts'
import './form.css'

interface ChecklistInputProps {
  items: ChecklistItem[]
  onChange: (items: ChecklistItem[]) => void
}

/** The steps of a task: Enter begins the next line, backspace in an empty one takes it away. */
export function ChecklistInput({ items, onChange }: ChecklistInputProps) {
  const t = useText()
  const list = useRef<HTMLFieldSetElement>(null)
  const focus = (index: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('.field')[index]?.focus())
  const add = (at: number) => {
    onChange([...items.slice(0, at), { text: '', done: false }, ...items.slice(at)])
    focus(at)
  }
  const remove = (at: number) => {
    onChange(items.filter((_, index) => index !== at))
    focus(Math.max(0, at - 1))
  }
  const set = (at: number, part: Partial<ChecklistItem>) =>
    onChange(items.map((item, index) => (index === at ? { ...item, ...part } : item)))
  const onKey = (event: KeyboardEvent, at: number) => {
    const empties = event.key === 'Backspace' && items[at]?.text === ''
    if (event.ctrlKey || event.metaKey || (event.key !== 'Enter' && !empties)) return
    event.preventDefault()
    if (empties) remove(at)
    else add(at + 1)
  }
  return (
    <fieldset className="task-checklist" ref={list}>
      <legend>{t('tasks.checklist')}</legend>
      {items.map((item, at) => (
        // eslint-disable-next-line react/no-array-index-key -- lines have no other name
        <div key={at} className="task-step">
          <input
            type="checkbox"
            className="check"
            aria-label={t('tasks.checklist.done', { text: item.text })}
            checked={item.done}
            onChange={(event) => set(at, { done: event.target.checked })}
          />
          <input
            className="field"
            maxLength={255}
            aria-label={t('tasks.checklist.step', { number: at + 1 })}
            value={item.text}
            onChange={(event) => set(at, { text: event.target.value })}
            onKeyDown={(event) => onKey(event, at)}
          />
          <button
            type="button"
            className="icon-button small"
            aria-label={t('tasks.checklist.remove', { number: at + 1 })}
            onClick={() => remove(at)}
          >
            <IconX size={14} stroke={1.75} />
          </button>
        </div>
      ))}
      {items.length < 100 && (
        <button type="button" className="button ghost small" onClick={() => add(items.length)}>
          <IconPlus size={14} stroke={1.75} />
          {t('tasks.checklist.add')}
        </button>
      )}
    </fieldset>
  )
}
