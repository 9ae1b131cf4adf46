import { useQuery } from '@tanstack/react-query'
import { formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Opportunity, StageVisit } from '../../opportunity.ts'
import { stageVisitsQuery } from '../opportunity-api.ts'
import { StageMark } from '../opportunity-parts.tsx'

/** Every stage it was in and for how long, the present one on top. */
export function StagesTab({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const { data = [] } = useQuery(stageVisitsQuery(opportunity.id))
  const days = ({ days }: StageVisit) =>
    days < 1 ? t('opportunities.visit_today') : t('opportunities.visit_days', { count: Math.floor(days) })
  return (
    <ol className="stage-visits">
      {data.toReversed().map((visit) => (
        <li key={visit.enteredAt}>
          <StageMark stage={visit.stage} />
          <strong className="num">{days(visit)}</strong>
          <span className="muted">
            {visit.leftAt
              ? t('opportunities.visit_span', {
                  from: formatMoment(visit.enteredAt),
                  to: formatMoment(visit.leftAt),
                })
              : t('opportunities.visit_now', { day: formatMoment(visit.enteredAt) })}
            {visit.by && ` · ${visit.by.name}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
