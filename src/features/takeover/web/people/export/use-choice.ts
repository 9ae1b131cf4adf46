import { useMemo, useState } from 'react'
import type { ViewState } from '#ui/list/description.ts'
import { questionKey } from '#ui/list/list-state.ts'
import type { ExportCandidate } from '../../../people-export.ts'

/** What a list of contacts was left with: these, or all that a question finds but some. */
export type Given = { ids: string[] } | { filter: Pick<ViewState, 'q' | 'filters'>; except: string[] }

interface Said {
  added: ReadonlyMap<string, ExportCandidate>
  removed: ReadonlyMap<string, ExportCandidate>
  /** All that this question finds is wanted. */
  whole: string | null
}

/** Who is to be in the address book, on the right; who was found besides, on the left. */
export interface Choice {
  left: ExportCandidate[]
  right: ExportCandidate[]
  /** Exported before, and not wanted any more. */
  deselected: ExportCandidate[]
  move: (rows: readonly ExportCandidate[], to: 'left' | 'right') => void
  /** Keeps who is chosen, whatever is searched next. */
  keep: () => void
}

interface Sources {
  found: readonly ExportCandidate[]
  given: readonly ExportCandidate[]
  question: ViewState
  from: Given | undefined
}

/**
 * Whoever is found and was exported before stands on the right by itself, as does whoever came along from the contact
 * list. What somebody moved stays where it was put, also when something else is searched.
 */
export function useChoice({ found, given, question, from }: Sources): Choice {
  const [said, setSaid] = useState<Said>(() => ({
    added: new Map(),
    removed: new Map(),
    whole: from && 'filter' in from ? questionKey(question) : null,
  }))
  const lists = useMemo(
    () => listsOf(said, { found, given, question, from }),
    [said, found, given, question, from],
  )
  const move: Choice['move'] = (rows, to) => {
    const added = new Map(said.added)
    const removed = new Map(said.removed)
    for (const row of rows) {
      ;(to === 'right' ? removed : added).delete(row.id)
      ;(to === 'right' ? added : removed).set(row.id, row)
    }
    setSaid({ ...said, added, removed })
  }
  const keep = () => {
    if (said.whole === null) return
    const all = lists.right.map((row): [string, ExportCandidate] => [row.id, row])
    setSaid({ ...said, added: new Map([...said.added, ...all]), whole: null })
  }
  return { ...lists, move, keep }
}

function listsOf({ added, removed, whole }: Said, { found, given, question, from }: Sources) {
  const except = new Set(from && 'except' in from ? from.except : [])
  const isWhole = whole !== null && whole === questionKey(question)
  const right = new Map<string, ExportCandidate>()
  const left = new Map<string, ExportCandidate>()
  for (const row of [...added.values(), ...given]) if (!removed.has(row.id)) right.set(row.id, row)
  for (const row of found) {
    const isWanted = row.link !== null || (isWhole && !except.has(row.id))
    if (isWanted && !removed.has(row.id)) right.set(row.id, row)
    else if (!right.has(row.id)) left.set(row.id, row)
  }
  for (const row of given) if (removed.has(row.id)) left.set(row.id, row)
  return {
    left: [...left.values()],
    right: [...right.values()],
    deselected: [...removed.values()].filter(({ link }) => link !== null),
  }
}
