import { IconHelpCircle, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useCommands } from '../keys.ts'
import { Popover } from '../popover.tsx'
import { useText, type TextKey } from '../texts.ts'

interface SearchBoxProps {
  value: string
  /** What it looks in, where that is not the list as a whole. */
  label?: string
  /** Left out: it is plain words that are looked for, without signs to explain. */
  fields?: { field: string; text: TextKey }[]
  /** The question before is still being answered. */
  busy: boolean
  onChange: (q: string) => void
  /** The field has lost the focus. */
  onBlur?: () => void
  onLeave: () => void
}

/** A letter is asked at once, unless one before it is still being answered: then it waits for that, so long at most. */
const patience = 120

/** The search of a list (`/`), with its signs explained in place. */
export function SearchBox({ value, label, fields, busy, onChange, onBlur, onLeave }: SearchBoxProps) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  const toldAt = useRef(-patience)
  /** What was told and may still come back, while one types on. */
  const underWay = useRef<string[]>([])
  useEffect(() => {
    const at = value === told.current ? Infinity : underWay.current.indexOf(value)
    underWay.current = at < 0 ? [] : underWay.current.slice(at + 1)
    if (at >= 0) return
    // Somebody else changed the address: going back, a view, "clear all".
    setTyped(value)
    told.current = value
  }, [value])
  useEffect(() => {
    if (typed === told.current) return undefined
    const tell = () => {
      told.current = typed
      underWay.current.push(typed)
      toldAt.current = performance.now()
      onChange(typed)
    }
    const wait = toldAt.current + patience - performance.now()
    if (!busy || wait <= 0) {
      tell()
      return undefined
    }
    const timer = setTimeout(tell, wait)
    return () => clearTimeout(timer)
  }, [typed, busy, onChange])
  useCommands('list.keys', [
    { id: 'list.search', text: 'list.search', keys: ['/'], run: () => field.current?.select() },
  ])
  return (
    <div className="search" role="search">
      <IconSearch size={16} stroke={1.75} />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        value={typed}
        placeholder={label ?? t('list.search')}
        aria-label={label ?? t('list.search')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={onBlur}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('')
          if (['Escape', 'ArrowDown', 'Enter'].includes(event.key)) {
            event.preventDefault()
            onLeave()
          }
        }}
      />
      {typed && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('list.search_clear')}
          onClick={() => setTyped('')}
        >
          <IconX size={14} stroke={1.75} />
        </button>
      )}
      {fields && <SearchHelpOpener fields={fields} />}
    </div>
  )
}

type Fields = NonNullable<SearchBoxProps['fields']>

function SearchHelpOpener({ fields }: { fields: Fields }) {
  const t = useText()
  return (
    <Popover
      label={t('search.help')}
      side="end"
      className="padded"
      renderOpener={(props) => (
        <button type="button" className="icon-button small" aria-label={t('search.help')} {...props}>
          <IconHelpCircle size={16} stroke={1.75} />
        </button>
      )}
    >
      {() => <SearchHelp fields={fields} />}
    </Popover>
  )
}

function SearchHelp({ fields }: { fields: Fields }) {
  const t = useText()
  const lines: [string, string][] = [
    ['müller berlin', t('search.words')],
    ['M?ller', t('search.one')],
    ['Schmi*', t('search.many')],
    ['"Müller & Sohn"', t('search.phrase')],
    ['Schmit~', t('search.similar')],
    ['0171 23', t('search.phone')],
    ...fields.map((field): [string, string] => [
      `${field.field}:…`,
      t('search.field', { name: t(field.text) }),
    ]),
  ]
  return (
    <div className="search-help">
      <h2>{t('search.help')}</h2>
      <dl>
        {lines.map(([sign, meaning]) => (
          <div key={sign}>
            <dt>
              <code>{sign}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('search.folding')}</p>
    </div>
  )
}
