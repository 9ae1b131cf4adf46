import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { usersQuery } from '#features/contacts/web/contact-api.ts'
import { fold } from '#kernel/fold.ts'
import { Face } from '#ui/face.tsx'
import { useText } from '#ui/texts.ts'
import { mentionAt, type Mention } from './mention.ts'

interface MentionAreaProps {
  label: string
  value: string
  autoFocus?: boolean
  onChange: (value: string) => void
  onMention: (user: Mention) => void
  onKeyDown: (event: KeyboardEvent) => void
  onFiles: (files: FileList) => void
}

const most = 6

/** A text field that grows; `@` offers colleagues, pasted files are attached. */
export function MentionArea(props: MentionAreaProps) {
  const t = useText()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [closed, setClosed] = useState(false)
  const { data: users = [] } = useQuery(usersQuery)
  const typed = closed ? undefined : mentionAt(props.value, caret)
  const offered = typed
    ? users
        .filter(({ active, name }) => active && fold(name).includes(fold(typed.q)) && name !== typed.q)
        .slice(0, most)
    : []
  const take = (user: Mention) => {
    if (!typed) return
    const before = `${props.value.slice(0, typed.start)}@${user.name} `
    // At once, so that the next key already lands behind the name.
    flushSync(() => {
      props.onChange(before + props.value.slice(caret).trimStart())
      setCaret(before.length)
      setChosen(0)
    })
    props.onMention(user)
    area.current?.focus()
    area.current?.setSelectionRange(before.length, before.length)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const user = offered[chosen]
    if (!user || event.ctrlKey || event.metaKey) return props.onKeyDown(event)
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by) setChosen((chosen + by + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(user)
    else if (event.key === 'Escape') setClosed(true)
    else return props.onKeyDown(event)
    event.stopPropagation()
    return event.preventDefault()
  }
  return (
    <div className="mention">
      <textarea
        ref={area}
        className="composer-text"
        role="combobox"
        aria-label={props.label}
        aria-expanded={offered.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        {...(offered.length > 0 && { 'aria-activedescendant': `${id}-${chosen}` })}
        placeholder={props.label}
        value={props.value}
        autoFocus={props.autoFocus}
        rows={2}
        onChange={(event) => {
          props.onChange(event.target.value)
          setCaret(event.target.selectionStart)
          setClosed(false)
          setChosen(0)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (!event.clipboardData.files.length) return
          event.preventDefault()
          props.onFiles(event.clipboardData.files)
        }}
      />
      <div
        id={id}
        role="listbox"
        aria-label={t('timeline.mention')}
        className="mention-list"
        hidden={!offered.length}
      >
        {offered.map((user, index) => (
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the text field has the focus and the keys
          <div
            key={user.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className={index === chosen ? 'menu-item on' : 'menu-item'}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(user)}
          >
            <Face name={user.name} />
            {user.name}
          </div>
        ))}
      </div>
    </div>
  )
}
