import { formatMoment } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import { useChangeOpportunity, useOpportunityWords } from '../opportunity-api.ts'
import { CustomFacts } from './custom-facts.tsx'

/** What is known besides: the description, tags, why it was lost. */
export function ProfileTab({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const change = useChangeOpportunity()
  const { reasons } = useOpportunityWords()
  const reason = reasons.find((one) => one.id === opportunity.lostReasonId)
  return (
    <div className="opportunity-profile">
      <EditField
        label={t('opportunities.description')}
        value={opportunity.description}
        multiline
        readOnly={!opportunity.can.includes('change')}
        placeholder={t('opportunities.description_add')}
        onSave={(description) => change(opportunity, { description })}
      />
      <CustomFacts opportunity={opportunity} />
      {opportunity.tags.length > 0 && (
        <p className="opportunity-tags">
          <span className="muted">{t('opportunities.tags')}</span>
          {opportunity.tags.map((name) => (
            <span key={name} className="badge">
              {name}
            </span>
          ))}
        </p>
      )}
      {reason && (
        <p>
          <span className="muted">{t('opportunities.lost_reason')}</span> {reason.name}
        </p>
      )}
      <p className="muted">{t('opportunities.created_on', { at: formatMoment(opportunity.createdAt) })}</p>
    </div>
  )
}
