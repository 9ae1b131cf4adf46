import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem, NoConnection } from '#ui/api/api-problem.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'
import { useLatest } from '#ui/use-latest.ts'
import type { Invoice, InvoiceChange } from '../../invoice.ts'
import { preview, useInvoices } from '../invoices-api.ts'
import {
  changeOf,
  draftOf,
  inputOf,
  unreadable,
  workedOf,
  type EditDraft,
  type EditLine,
  type Worked,
} from './draft.ts'

const PREVIEW_AFTER = 250
const SAVE_AFTER = 1200

export type Saving =
  | { is: 'saved' | 'waiting' | 'saving' }
  | { is: 'refused'; words: string; stale: boolean; fields: Record<string, string> }

/** What the parts of the paper need: what stands on it, what that comes to, and how it is changed. */
export interface Paper {
  draft: EditDraft
  worked: Worked
  /** Places of figures that cannot be read. */
  strange: string[]
  /** Its lines have no days of their own: those of the period count. */
  isForPeriods?: boolean
  /** `now`: the server completes what follows from it, such as the day it is due. */
  change: (part: Partial<EditDraft>, how?: 'now') => void
  changeLine: (key: string, part: Partial<EditLine>) => void
  changeLines: (change: (lines: EditLine[]) => EditLine[]) => void
}

export interface Editor extends Paper {
  invoice: Invoice
  saving: Saving
  /** Saves what is not saved yet; undefined where that was refused. */
  flush: () => Promise<Invoice | undefined>
}

/** A draft on the paper: what it comes to while one writes, saved by itself. */
export function useEditor(first: Invoice): Editor {
  const [draft, setDraft] = useState(() => draftOf(first))
  const [invoice, setInvoice] = useState(first)
  const [worked, setWorked] = useState(() => workedOf(draft, first))
  const [saving, setSaving] = useState<Saving>({ is: 'saved' })
  const [how, setHow] = useState<'now' | 'later'>('later')
  const kept = useRef<InvoiceChange>(inputOf(draft))
  const line = useRef<Promise<Invoice | undefined>>(Promise.resolve(first))
  const now = useLatest({ draft, invoice })
  const { change: send } = useInvoices()
  const strange = unreadable(draft)

  const save = async (before: Invoice | undefined): Promise<Invoice | undefined> => {
    const { draft } = now.current
    const base = before ?? now.current.invoice
    const change = unreadable(draft).length > 0 ? undefined : changeOf(kept.current, inputOf(draft))
    if (!change) return base
    setSaving({ is: 'saving' })
    try {
      const after = await send(base, change)
      kept.current = { ...kept.current, ...change }
      setInvoice(after)
      adopt(after, draft)
      setSaving({ is: changeOf(kept.current, inputOf(now.current.draft)) ? 'waiting' : 'saved' })
      return after
    } catch (error) {
      setSaving(refusal(error))
      return undefined
    }
  }
  /** Takes over what followed on the server from what was said, unless it was touched meanwhile. */
  const adopt = (after: Invoice, sent: EditDraft) => {
    const fresh = draftOf(after)
    setDraft((draft) => {
      const followed = (['dueDate', 'rate', 'skonto', 'terms'] as const).filter(
        (field) => JSON.stringify(draft[field]) === JSON.stringify(sent[field]),
      )
      const lines = draft.lines.map((line) => {
        const price = line.price === '' && line.itemId && workedOf(sent, after).lines.get(line.key)?.price
        return price ? { ...line, price } : line
      })
      const next = { ...draft, ...Object.fromEntries(followed.map((field) => [field, fresh[field]])), lines }
      const { dueDate, rate, skonto, terms } = inputOf({ ...draft, ...pick(fresh, followed) })
      Object.assign(kept.current, { dueDate, rate, skonto, terms })
      return next
    })
    if (now.current.draft === sent) setWorked(workedOf(sent, after))
  }
  const saveLatest = useLatest(save)
  const flush = useCallback((): Promise<Invoice | undefined> => {
    line.current = line.current.then((before) => saveLatest.current(before))
    return line.current
  }, [saveLatest])

  useEffect(() => {
    if (!changeOf(kept.current, inputOf(draft)) || unreadable(draft).length > 0) return undefined
    const end = new AbortController()
    const look = setTimeout(() => {
      const body = { ...inputOf(draft), kind: draft.kind }
      preview(body, end.signal).then(
        (answer) => setWorked(workedOf(draft, answer)),
        () => undefined,
      )
    }, PREVIEW_AFTER)
    const keep = setTimeout(() => void flush(), how === 'now' ? 0 : SAVE_AFTER)
    return () => {
      end.abort()
      clearTimeout(look)
      clearTimeout(keep)
    }
  }, [draft, how, flush])

  // Whoever leaves takes nothing unsaved along.
  useEffect(() => () => void flush(), [flush])
  useEffect(() => {
    if (saving.is === 'saved') return undefined
    const warn = (event: BeforeUnloadEvent) => {
      void flush()
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [saving.is, flush])

  const update = (next: (draft: EditDraft) => EditDraft, when: 'now' | 'later' = 'later') => {
    setDraft(next)
    setHow(when)
    setSaving((state) => (state.is === 'saving' ? state : { is: 'waiting' }))
  }
  return {
    invoice,
    draft,
    worked,
    saving,
    strange,
    change: (part, when) => update((draft) => ({ ...draft, ...part, ...without(part) }), when),
    changeLine: (key, part) =>
      update((draft) => ({
        ...draft,
        lines: draft.lines.map((line) => (line.key === key ? { ...line, ...part } : line)),
      })),
    changeLines: (change) => update((draft) => ({ ...draft, lines: change(draft.lines) })),
    flush,
  }
}

/** What was billed to somebody else, or in another currency, is not taken off. */
function without({ contact, currency }: Partial<EditDraft>): Partial<EditDraft> {
  return contact || currency ? { deductedIds: [] } : {}
}

function pick<Of extends object, Key extends keyof Of>(of: Of, keys: readonly Key[]): Pick<Of, Key> {
  return Object.fromEntries(keys.map((key) => [key, of[key]])) as Pick<Of, Key>
}

function refusal(error: unknown): Saving {
  const stale = error instanceof ApiProblem && error.status === 412
  const fields = error instanceof NoConnection ? {} : fieldWords(error)
  return { is: 'refused', words: wholeWords(error), stale, fields }
}
