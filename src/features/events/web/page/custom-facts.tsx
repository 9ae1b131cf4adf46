import { useQuery } from '@tanstack/react-query'
import { CustomSection } from '#features/contacts/web/page/custom-section.tsx'
import { useText } from '#ui/texts.ts'
import type { Event } from '../../event.ts'
import { eventFieldsQuery, useChangeEvent, useEventWords } from '../event-api.ts'

/** The firm's own fields of events. */
export function CustomFacts({ event }: { event: Event }) {
  const t = useText()
  const change = useChangeEvent()
  const { users } = useEventWords()
  const { data = [] } = useQuery(eventFieldsQuery)
  const { custom, can } = event
  return (
    <CustomSection
      title={t('events.custom')}
      fields={data}
      {...{ custom, users }}
      mayChange={can.includes('change')}
      onSave={(custom) => change(event, { custom })}
    />
  )
}
