import { IconBuilding, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../api/request.ts'
import { useUser } from '../api/session.ts'
import { Face } from '../face.tsx'
import { KeyCaps } from '../key-caps.tsx'
import { keysOf, useScopes, type Command } from '../keys.ts'
import { recentRecords, type RecentRecord } from '../recent.ts'
import { Sheet } from '../sheet.tsx'
import type { Icon } from '../shell/pages.ts'
import { useOffer } from '../shell/shell-context.ts'
import { useText, type TextKey } from '../texts.ts'
import './palette.css'

interface Line {
  id: string
  group: TextKey
  title: string
  subtitle?: string | null | undefined
  command?: Command
  mark?: RecentRecord['mark'] | undefined
  /** Of its kind; who is a person or a company shows a face. */
  sign?: Icon | undefined
  run: () => void
}

/** Finds every record and every command. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const wanted = useDeferredValue(typed.trim())
  const lines = [...useRecords(wanted), ...useMatchingCommands(wanted)]
  const active = Math.min(at, lines.length - 1)
  useEffect(() => {
    list.current?.querySelector(`#palette-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const choose = (line: Line | undefined) => {
    if (!line) return
    onClose()
    // The palette gives the focus back first; then the command may take it.
    setTimeout(line.run)
  }
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((active + step + lines.length) % Math.max(1, lines.length))
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) choose(lines[active])
    else return
    event.preventDefault()
  }
  return (
    <Sheet title={t('palette.open')} onClose={onClose} bare>
      <div className="palette-field">
        <IconSearch size={18} stroke={1.75} />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-lines"
          aria-activedescendant={lines[active] && `palette-${active}`}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus -- the field keeps the focus */}
      <div
        id="palette-lines"
        className="palette-lines"
        role="listbox"
        aria-label={t('palette.results')}
        ref={list}
      >
        {lines.map((line, index) => (
          <PaletteLine
            key={line.id}
            {...{ line, index }}
            active={index === active}
            heading={line.group !== lines[index - 1]?.group}
            onChoose={() => choose(line)}
          />
        ))}
      </div>
      {lines.length === 0 && <p className="palette-none">{t('palette.none', { q: wanted })}</p>}
    </Sheet>
  )
}

function PaletteLine(props: {
  line: Line
  index: number
  active: boolean
  heading: boolean
  onChoose: () => void
}) {
  const t = useText()
  const { line, index, active, heading, onChoose } = props
  const Icon = line.command?.icon
  const keys = line.command && keysOf(line.command)[0]
  return (
    <>
      {heading && (
        <div className="menu-title" role="presentation">
          {t(line.group)}
        </div>
      )}
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the field takes the keys */}
      <div
        id={`palette-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={active}
        className="palette-line"
        onClick={onChoose}
      >
        {line.command ? (
          <span className="menu-icon">{Icon && <Icon size={16} stroke={1.75} />}</span>
        ) : (
          <RecordMark line={line} />
        )}
        <span className="palette-title cut">{line.title}</span>
        <span className="muted grow cut">{line.subtitle}</span>
        {keys && <KeyCaps keys={keys} />}
      </div>
    </>
  )
}

function RecordMark({ line }: { line: Line }) {
  const { sign: Sign } = line
  if (Sign)
    return (
      <span className="menu-icon">
        <Sign size={16} stroke={1.75} />
      </span>
    )
  if (line.mark !== 'company') return <Face name={line.title} />
  return (
    <span className="face square" aria-hidden="true">
      <IconBuilding size={13} stroke={1.75} />
    </span>
  )
}

function useRecords(wanted: string): Line[] {
  const go = useNavigate()
  const { records } = useOffer()
  const { data } = useQuery({
    queryKey: ['search', wanted],
    queryFn: ({ signal }) =>
      ask<{ items: RecentRecord[] }>('GET', '/search', { query: { q: wanted }, signal }),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const user = useUser()
  const shown = wanted ? (data?.items ?? []) : recentRecords(user.id)
  return shown.flatMap((item) => {
    const kind = records.find((record) => record.kind === item.kind)
    if (!kind) return []
    return [
      {
        id: `${item.kind}/${item.id}`,
        group: wanted ? kind.text : ('palette.recent' as const),
        title: item.title,
        subtitle: item.subtitle,
        mark: item.mark,
        sign: item.mark ? undefined : kind.icon,
        run: () => void go(kind.path(item.id)),
      },
    ]
  })
}

function useMatchingCommands(wanted: string): Line[] {
  const t = useText()
  const needle = wanted.toLowerCase()
  return useScopes()
    .flatMap((scope) => scope.commands.map((command) => ({ scope, command })))
    .filter(({ command }) => !command.keyOnly)
    .map(({ scope, command }) => ({
      id: command.id,
      group: scope.title,
      title: t(command.text, command.values),
      command,
      run: command.run,
    }))
    .filter((line) => line.title.toLowerCase().includes(needle))
}
