import type { Board } from './figures.ts'
import type { Stage } from './pipeline.ts'

/** The board with a card in another place, before the server has said so; columns that do not change stay the same. */
export function moveCard(
  board: Board,
  id: string,
  { stage, place }: { stage: Pick<Stage, 'id' | 'name' | 'color' | 'type' | 'probability'>; place: number },
): Board {
  const from = board.columns.find((column) => column.items.some((card) => card.id === id))
  const card = from?.items.find((one) => one.id === id)
  if (!from || !card) return board
  const isOther = from.stageId !== stage.id
  const moved = isOther
    ? {
        ...card,
        stageId: stage.id,
        stage: { id: stage.id, name: stage.name, color: stage.color, type: stage.type },
        probability: stage.probability,
        stale: false,
      }
    : card
  const columns = board.columns.map((column) => {
    if (column !== from && column.stageId !== stage.id) return column
    const rest = column.items.filter((one) => one.id !== id)
    const isTarget = column.stageId === stage.id
    const count = column.count + (isOther ? (isTarget ? 1 : -1) : 0)
    return { ...column, count, items: isTarget ? rest.toSpliced(place, 0, moved) : rest }
  })
  return { ...board, columns }
}
