import {
  IconAddressBook,
  IconCalendar,
  IconCheckbox,
  IconFile,
  IconMail,
  type Icon,
} from '@tabler/icons-react'
import { createElement, useCallback, useEffect, useRef, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { AboutRecord } from '#features/subjects/subject.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { formatBytes } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { SHOWN_ITEMS, itemCount } from '../../brought.ts'
import type { BroughtFile, BroughtItem } from '../../brought.ts'
import { beginWithFiles, bringFile, isOtherOpen, openTakeover, useTakeFiles } from './files-api.ts'
import { countWords, factsOf, nameOf } from './brought-words.ts'
import './files.css'

interface BringPanelProps {
  about: AboutRecord
  files: File[]
  /** Those that shall stay files and nothing else. */
  onRest: (files: File[]) => void
  onClose: () => void
}

interface Line {
  file: File
  /** How much of it was sent. */
  part: number
  brought?: BroughtFile
  problem?: string
  choice: 'take' | 'keep'
}

/** What was dropped onto a record, file by file: what it would become here, or that it stays a file. */
export function BringPanel({ about, files, onRest, onClose }: BringPanelProps) {
  const t = useText()
  const take = useTakeFiles(about)
  const [lines, change] = useLines(files)
  const [busy, setBusy] = useState(false)
  const frame = useRef<HTMLElement>(null)
  useEffect(() => frame.current?.focus({ preventScroll: false }), [])
  const reading = lines.some(({ brought, problem }) => !brought && problem === undefined)
  const taken = lines.filter((line) => line.choice === 'take' && canTake(line))
  const rest = lines.filter((line) => line.choice === 'keep' || !canTake(line))
  const run = async () => {
    setBusy(true)
    try {
      const ids = taken.flatMap(({ brought }) => brought?.id ?? [])
      if (ids.length > 0) await take(ids)
      const kept = rest.filter(({ choice }) => choice === 'keep').map(({ file }) => file)
      if (kept.length > 0) onRest(kept)
      onClose()
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  const keeps = rest.filter(({ choice }) => choice === 'keep').length
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc has its twin, the command to cancel
    <section
      ref={frame}
      className="bring"
      aria-label={t('takeover.files.panel')}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && !busy && onClose()}
    >
      <h3>{t('takeover.files.ask', { name: about.title })}</h3>
      <ul className="bring-list">
        {lines.map((line, at) => (
          <BringLine key={at} line={line} onChange={(choice) => change(at, { choice })} />
        ))}
      </ul>
      <div className="bring-foot">
        <span className="muted grow" role="status">
          {reading ? t('takeover.files.reading') : ''}
        </span>
        <button type="button" className="button ghost" disabled={busy} onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={reading || busy || taken.length + keeps === 0}
          onClick={() => void run()}
        >
          {t(taken.length > 0 ? 'takeover.files.take' : 'takeover.files.keep_all')}
        </button>
      </div>
    </section>
  )
}

/** The files are sent one after the other, each once; what comes later is sent when it comes. */
function useLines(files: File[]) {
  const [lines, setLines] = useState<Line[]>([])
  const known = useRef(0)
  const change = useCallback(
    (at: number, patch: Partial<Line>) =>
      setLines((all) => all.map((line, index) => (index === at ? { ...line, ...patch } : line))),
    [],
  )
  useEffect(() => {
    const from = known.current
    const fresh = files.slice(from)
    known.current = files.length
    setLines((all) => [...all, ...fresh.map((file) => ({ file, part: 0, choice: 'take' as const }))])
    void readAll(fresh, (index, patch) => change(from + index, patch))
  }, [files, change])
  return [lines, change] as const
}

/** Sends them one after the other, and says of each what is in it. */
async function readAll(files: File[], say: (index: number, patch: Partial<Line>) => void): Promise<void> {
  for (const [at, file] of files.entries()) {
    await bringFile(file, { onProgress: (part) => say(at, { part }) }).then(
      (brought) => say(at, { brought, ...(canTake({ brought }) ? {} : { choice: 'keep' }) }),
      (error: unknown) => say(at, { problem: wholeWords(error), choice: 'keep' }),
    )
  }
}

/** Something in it is new, and it is few enough to be taken over here. */
function canTake({ brought }: Pick<Line, 'brought'>): boolean {
  if (!brought || brought.id === null || itemCount(brought.counts) > SHOWN_ITEMS) return false
  return brought.items.some(({ skipped }) => skipped === null)
}

function BringLine({ line, onChange }: { line: Line; onChange: (choice: Line['choice']) => void }) {
  const t = useText()
  const { file, brought, part, problem, choice } = line
  const only = brought?.items.length === 1 ? brought.items[0] : undefined
  return (
    <li className="bring-line">
      {createElement(markOf(brought), { size: 18, stroke: 1.5, 'aria-hidden': true })}
      <span className="bring-what">
        <strong className="cut">{brought ? nameOf(t, brought) : file.name}</strong>
        <span className="muted cut">
          {[
            only && factsOf(t, only),
            brought && nameOf(t, brought) !== file.name ? file.name : '',
            formatBytes(file.size),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {(problem ?? whyNot(t, brought)) && (
          <span className="bring-why">{problem ?? whyNot(t, brought)}</span>
        )}
        {brought && <Elsewhere brought={brought} />}
      </span>
      {!brought && problem === undefined ? (
        <progress value={part} aria-label={file.name} />
      ) : (
        <span
          className="bring-choice"
          role="group"
          aria-label={t('takeover.files.choice', { name: file.name })}
        >
          {canTake(line) && (
            <button type="button" aria-pressed={choice === 'take'} onClick={() => onChange('take')}>
              {t(`takeover.files.as.${kindOf(brought)}`)}
            </button>
          )}
          <button type="button" aria-pressed={choice === 'keep'} onClick={() => onChange('keep')}>
            {t('takeover.files.as.file')}
          </button>
        </span>
      )}
    </li>
  )
}

/** What is too much for here, and cards, have ways of their own. */
function Elsewhere({ brought: { id, counts } }: { brought: BroughtFile }) {
  const t = useText()
  const go = useNavigate()
  if (counts.contact > 0)
    return (
      <Link className="bring-way" to="/contacts/import">
        {t('takeover.files.to_import')}
      </Link>
    )
  if (id === null || itemCount(counts) <= SHOWN_ITEMS) return null
  const begin = async () => {
    try {
      await go(await beginWithFiles([id]))
    } catch (error) {
      const other = isOtherOpen(error) && (await openTakeover())
      complain(error)
      if (other) await go(other)
    }
  }
  return (
    <button type="button" className="bring-way" onClick={() => void begin()}>
      {t('takeover.files.to_wizard', { what: countWords(t, counts) })}
    </button>
  )
}

/** Why it cannot be taken over, where it cannot. */
function whyNot(t: Translate, brought: BroughtFile | undefined): string {
  if (!brought) return ''
  if (brought.fault) return t(`takeover.files.fault.${brought.fault}`)
  const open = brought.items.filter(({ skipped }) => skipped === null)
  const [first] = brought.items
  return open.length === 0 && first?.skipped ? t(`takeover.files.skipped.${first.skipped}`) : ''
}

function kindOf(brought: BroughtFile | undefined): BroughtItem['head']['kind'] | 'several' {
  const kinds = new Set((brought?.items ?? []).map(({ head }) => head.kind))
  const [kind] = kinds
  return kinds.size === 1 && brought?.items.length === 1 && kind ? kind : 'several'
}

const MARKS: Record<string, Icon> = { mail: IconMail, task: IconCheckbox, appointment: IconCalendar }

function markOf(brought: BroughtFile | undefined): Icon {
  if (brought && brought.counts.contact > 0) return IconAddressBook
  return MARKS[brought?.items[0]?.area ?? ''] ?? IconFile
}
