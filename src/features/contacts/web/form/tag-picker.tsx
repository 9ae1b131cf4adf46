import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type KeyboardEvent } from 'react'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Contact } from '../../contact.ts'
import { useChangeContact } from '../change-contact.ts'
import { tagsQuery } from '../contact-api.ts'
import { LabelBadge } from '../contact-parts.tsx'

/** Ticks the tags of a contact; what is typed narrows the choice or makes a new tag. Saved when it is left. */
export function TagPicker({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const t = useText()
  const change = useChangeContact()
  const { data: known = [] } = useQuery(tagsQuery)
  const [chosen, setChosen] = useState(contact.tags)
  const [typed, setTyped] = useState('')
  const names = [...new Set([...known.filter((tag) => !tag.retired).map((tag) => tag.name), ...chosen])]
  const word = typed.replaceAll(/\s+/g, ' ').trim()
  const fitting = names.filter((name) => name.toLowerCase().includes(word.toLowerCase()))
  const isNew = word !== '' && !names.some((name) => name.toLowerCase() === word.toLowerCase())
  const toggle = (name: string) => {
    setChosen(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
    setTyped('')
  }
  const save = () => {
    onDone()
    const same = chosen.length === contact.tags.length && chosen.every((name) => contact.tags.includes(name))
    if (!same)
      change(contact, { tags: chosen }, t('contacts.changed.tags', { name: contact.displayName })).catch(
        complain,
      )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    if (!word || event.ctrlKey || event.metaKey) save()
    else toggle(fitting[0] ?? word)
  }
  return (
    <div className="tag-picker">
      <input
        className="field"
        autoFocus
        value={typed}
        maxLength={50}
        placeholder={t('contacts.tags.find')}
        aria-label={t('contacts.tags.find')}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="filter-options">
        {fitting.map((name) => (
          <label key={name} className="menu-item">
            <input
              type="checkbox"
              className="check"
              checked={chosen.includes(name)}
              onChange={() => toggle(name)}
            />
            <LabelBadge label={known.find((tag) => tag.name === name) ?? { name, color: null }} />
          </label>
        ))}
        {isNew && (
          <button type="button" className="menu-item" onClick={() => toggle(word)}>
            <IconPlus size={16} stroke={1.75} />
            <span className="grow cut">{t('chooser.create', { name: word })}</span>
          </button>
        )}
      </div>
      <button type="button" className="button primary" onClick={save}>
        {t('contacts.tags.apply')}
      </button>
    </div>
  )
}
