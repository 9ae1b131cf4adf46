import { memo, useRef } from 'react'
import { Link } from 'react-router'
import { formatNumber } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Board } from '../../figures.ts'
import type { Stage } from '../../pipeline.ts'
import { roundWords, sumWords } from '../opportunity-parts.tsx'
import { BoardCard } from './board-card.tsx'
import type { NextOnCard } from './board-card.tsx'
import type { Move } from './use-board.ts'
import { useDropColumn } from './use-drag.ts'
import { useDrawn } from './use-drawn.ts'

interface BoardColumnProps {
  column: Board['columns'][number]
  stage: Stage
  stages: readonly Stage[]
  move: Move
  Next: NextOnCard
  /** Left out where no more are shown here. */
  onMore?: (() => void) | undefined
  /** The list of this stage. */
  all: string
}

/** A stage with its cards: drawn again only when it is another. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { column, stage, stages, move, Next, onMore, all } = props
  const t = useText()
  const list = useRef<HTMLUListElement>(null)
  const isOver = useDropColumn(list, (id, place) => move(id, stage.id, place))
  const { drawn, rest, restHeight } = useDrawn(list, column.items.length)
  const isMore = column.nextCursor !== null && restHeight === 0
  return (
    <section className={isOver ? 'deals over' : 'deals'} aria-label={stage.name} data-stage={stage.id}>
      <header style={{ borderTopColor: stage.color }}>
        <h2 className="cut" title={stage.name}>
          {stage.name}
        </h2>
        <span className="muted num">{formatNumber(column.count)}</span>
        <span className="deals-sum num" title={sumWords(column.totals)}>
          {column.totals.length > 0 ? roundWords(column.totals) : '–'}
          {stage.type === 'open' && column.totals.length > 0 && (
            <span className="muted">
              {t('opportunities.weighted_of', { amount: roundWords(column.totals, 'weighted') })}
            </span>
          )}
        </span>
      </header>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls can be reached by keys */}
      <ul ref={list} tabIndex={column.items.length > 0 ? -1 : 0} aria-label={stage.name}>
        {column.items.slice(0, drawn).map((card) => (
          <BoardCard key={card.id} {...{ card, stages, move, Next }} />
        ))}
        {restHeight > 0 && (
          <li ref={rest} className="deals-rest" style={{ height: restHeight }} aria-hidden="true" />
        )}
        {column.items.length === 0 && <li className="deals-empty">{t('opportunities.column_empty')}</li>}
        {isMore && (
          <li className="deals-empty">
            {onMore ? (
              <button type="button" className="button small" onClick={onMore}>
                {t('opportunities.column_more')}
              </button>
            ) : (
              <Link to={all}>{t('opportunities.column_all')}</Link>
            )}
          </li>
        )}
      </ul>
    </section>
  )
})
