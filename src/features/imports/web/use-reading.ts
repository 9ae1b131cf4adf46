import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { settingsQuery, useVocabulary } from '#features/contacts/web/contact-api.ts'
import type { Imported } from '../import.ts'
import { readColumns, type Reading } from '../read-row.ts'

/** What has to be known to read the rows of this import, as the run reads them. */
export function useReading({ dialect, mapping, columns }: Imported): Reading {
  const { fields } = useVocabulary()
  const { data: settings } = useQuery(settingsQuery)
  const [thisYear] = useState(() => new Date().getFullYear())
  return {
    columns: readColumns(
      mapping,
      columns.map(({ heading }) => heading),
    ),
    decimal: dialect.decimal,
    dateOrder: dialect.dateOrder,
    fields,
    homeCountry: settings?.country ?? 'DE',
    thisYear,
  }
}
