import { useQuery } from '@tanstack/react-query'
import { CustomSection } from '#features/contacts/web/page/custom-section.tsx'
import { useText } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import { opportunityFieldsQuery, useChangeOpportunity, useOpportunityWords } from '../opportunity-api.ts'

/** The firm's own fields of opportunities. */
export function CustomFacts({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const change = useChangeOpportunity()
  const { users } = useOpportunityWords()
  const { data = [] } = useQuery(opportunityFieldsQuery)
  const { custom, can } = opportunity
  return (
    <CustomSection
      title={t('opportunities.custom')}
      fields={data}
      {...{ custom, users }}
      mayChange={can.includes('change')}
      onSave={(custom) => change(opportunity, { custom })}
    />
  )
}
