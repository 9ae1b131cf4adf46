import { IconDots } from '@tabler/icons-react'
import { memo, useRef, type ComponentType } from 'react'
import { Link, useNavigate } from 'react-router'
import { Face } from '#ui/face.tsx'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import type { Stage } from '../../pipeline.ts'
import { opportunityMenu } from '../list/opportunity-menu.ts'
import { useDeleteOpportunity } from '../opportunity-api.ts'
import { Close, RestrictedMark, StaleMark, worth } from '../opportunity-parts.tsx'
import type { Move } from './use-board.ts'
import { useDragCard } from './use-drag.ts'

interface BoardCardProps {
  card: Opportunity
  stages: readonly Stage[]
  move: Move
  /** What is to be done next about it, told by a feature above. */
  Next: NextOnCard
}

export type NextOnCard = ComponentType<{ id: string }>

/** One opportunity as a card: drawn again only when it is another. */
export const BoardCard = memo(function BoardCard({ card, stages, move, Next }: BoardCardProps) {
  const box = useRef<HTMLLIElement>(null)
  const dragging = useDragCard(box, card.id, card.can.includes('change'))
  return (
    <li
      ref={box}
      className={dragging ? 'deal dragging' : 'deal'}
      data-card={card.id}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a card is reached by keys
      tabIndex={0}
    >
      <span className="deal-head">
        <Link to={`/opportunities/${card.id}`} draggable={false} className="grow">
          {card.title}
        </Link>
        <RestrictedMark opportunity={card} />
        <CardMenu {...{ card, stages, move }} />
      </span>
      <span className="deal-row">
        <span className="cut muted grow">{card.contact?.displayName}</span>
        <span title={card.owner.name}>
          <Face name={card.owner.name} />
          <span className="sr-only">{card.owner.name}</span>
        </span>
      </span>
      <span className="deal-foot">
        <strong className="num">{worth(card)}</strong>
        <StaleMark opportunity={card} />
        <span className="grow" />
        <Close opportunity={card} />
      </span>
      {card.stage.type === 'open' && (
        <span className="deal-row">
          <Next id={card.id} />
        </span>
      )}
    </li>
  )
})

function CardMenu({ card, stages, move }: Omit<BoardCardProps, 'Next'>) {
  const t = useText()
  const go = useNavigate()
  const remove = useDeleteOpportunity()
  const to = (opportunity: Opportunity, stage: Stage) => move(opportunity.id, stage.id)
  return (
    <Menu
      label={t('opportunities.more')}
      side="end"
      items={opportunityMenu(card, { t, go, stages, move: to, remove })}
      renderOpener={(props) => (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('opportunities.more_of', { title: card.title })}
          {...props}
        >
          <IconDots size={14} stroke={1.75} />
        </button>
      )}
    />
  )
}
