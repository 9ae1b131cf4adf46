import type { ReactNode } from 'react'
import { Menu, type MenuItem } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'

export interface Choice {
  id: string
  name: string
}

interface ChoiceFactProps {
  label: string
  value: string | null
  choices: readonly Choice[]
  /** Shown instead of the bare name: a badge, for instance. */
  children?: ReactNode
  readOnly?: boolean
  required?: boolean
  onSave: (id: string | null) => Promise<void>
}

/** A fact with given answers: click, choose, done. */
export function ChoiceFact(props: ChoiceFactProps) {
  const t = useText()
  const { label, value, choices, onSave } = props
  const name = choices.find((choice) => choice.id === value)?.name ?? value ?? ''
  const save = (id: string | null) => id !== value && void onSave(id).catch(complain)
  const items: MenuItem[] = choices.map((choice) => ({
    id: choice.id,
    label: choice.name,
    checked: choice.id === value,
    run: () => save(choice.id),
  }))
  if (value !== null && !props.required)
    items.push({ id: 'line', divider: true }, { id: 'none', label: t('page.none'), run: () => save(null) })
  return (
    <div className="edit">
      <span className="edit-label">{label}</span>
      <div className="edit-value">
        {props.readOnly ? (
          <span className="edit-text">{value === null ? '' : (props.children ?? name)}</span>
        ) : (
          <Menu
            label={label}
            items={items}
            renderOpener={(opener) => (
              <button type="button" className="edit-text" {...opener}>
                <span className="sr-only">{label}: </span>
                {value === null ? <span className="muted">{t('edit.add')}</span> : (props.children ?? name)}
              </button>
            )}
          />
        )}
      </div>
    </div>
  )
}
