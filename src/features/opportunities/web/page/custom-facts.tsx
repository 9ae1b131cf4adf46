import { useQuery } from '@tanstack/react-query'
import { CustomFact, shownFields } from '#features/contacts/web/page/custom-fact.tsx'
import { inWords } from '#features/contacts/web/page/use-save.ts'
import { useText } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import { opportunityFieldsQuery, useChangeOpportunity, useOpportunityWords } from '../opportunity-api.ts'

/** The firm's own fields, changed where they are read; the empty ones only for who may fill them. */
export function CustomFacts({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const change = useChangeOpportunity()
  const { users } = useOpportunityWords()
  const { data = [] } = useQuery(opportunityFieldsQuery)
  const { custom, can } = opportunity
  const mayChange = can.includes('change')
  const fields = shownFields(
    data.filter(({ retired }) => !retired),
    custom,
    mayChange,
  )
  if (fields.length === 0) return null
  const save = async (key: string, value: unknown) => {
    try {
      await change(opportunity, { custom: { [key]: value } })
    } catch (error) {
      throw inWords(error)
    }
  }
  return (
    <section className="opportunity-custom" aria-label={t('opportunities.custom')}>
      {fields[0]?.type !== 'heading' && <h2>{t('opportunities.custom')}</h2>}
      {fields.map((field) =>
        field.type === 'heading' ? (
          <h2 key={field.key}>{field.name}</h2>
        ) : (
          <CustomFact
            key={field.key}
            {...{ field, users }}
            value={custom[field.key]}
            readOnly={!mayChange}
            onSave={(value) => save(field.key, value)}
          />
        ),
      )}
    </section>
  )
}
