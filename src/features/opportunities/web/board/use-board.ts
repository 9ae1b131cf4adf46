import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useText } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import type { Board } from '../../figures.ts'
import { moveCard } from '../../move-card.ts'
import type { Stage } from '../../pipeline.ts'
import { boardQuery, useMoveOpportunity } from '../opportunity-api.ts'

/** Puts a card into a stage, at a place of its column or on top. */
export type Move = (id: string, stageId: string, place?: number) => void

/** What stands on the board, and what moves there: shown at once, taken back when it is refused. */
export function useBoard(params: string, stages: readonly Stage[]) {
  const t = useText()
  const client = useQueryClient()
  const send = useMoveOpportunity()
  const [told, setTold] = useState('')
  const query = boardQuery(params)
  const { data: board, error } = useQuery(query)
  const run = async (id: string, stageId: string, place = 0) => {
    const stage = stages.find((one) => one.id === stageId)
    const column = board?.columns.find((one) => one.stageId === stageId)
    const card = board?.columns.flatMap((one) => one.items).find((one) => one.id === id)
    if (!stage || !column || !card?.can.includes('change')) return
    const others = column.items.filter((one) => one.id !== id)
    if (card.stageId === stageId && column.items.indexOf(card) === place) return
    const show = () => {
      const before = client.getQueryData<Board>(query.queryKey)
      if (before) client.setQueryData(query.queryKey, moveCard(before, id, { stage, place }))
      setTold(t('opportunities.moved', { title: card.title, stage: stage.name }))
      refocus(id)
      return () => client.setQueryData(query.queryKey, before)
    }
    await send(card, stage, { after: others[place - 1]?.id ?? null }, show)
  }
  const latest = useLatest(run)
  const move: Move = useCallback((id, stageId, place) => void latest.current(id, stageId, place), [latest])
  return { board, error, told, move }
}

/** A card that moved by keys keeps the focus. */
function refocus(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus())
}
