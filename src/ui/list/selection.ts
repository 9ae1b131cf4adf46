import type { Chosen, Selection, ViewState } from './description.ts'

export const nothing: Selection = { mode: 'some', ids: new Set() }
export const everything: Selection = { mode: 'all', ids: new Set() }

/** Whether a row is chosen. */
export function isChosen(selection: Selection, id: string): boolean {
  return selection.ids.has(id) === (selection.mode === 'some')
}

/** Whether anything is chosen: then a tap on a phone chooses further. */
export function isChoosing({ mode, ids }: Selection): boolean {
  return mode === 'all' || ids.size > 0
}

/** Chooses a row, or lets go of it. */
export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { mode: selection.mode, ids }
}

/** Chooses all of these. */
export function withRows(selection: Selection, rows: string[]): Selection {
  const ids = new Set(selection.ids)
  for (const id of rows) {
    if (selection.mode === 'some') ids.add(id)
    else ids.delete(id)
  }
  return { mode: selection.mode, ids }
}

/** How many are chosen, as far as the total is known. */
export function chosenCount(selection: Selection, total: number | undefined): number {
  return selection.mode === 'some' ? selection.ids.size : Math.max(0, (total ?? 0) - selection.ids.size)
}

/** What a bulk action is told: ids, or the question with its exceptions. */
export function chosenOf(selection: Selection, { q, filters }: ViewState): Chosen {
  const ids = [...selection.ids]
  return selection.mode === 'some' ? { ids } : { filter: { q, filters }, except: ids }
}
