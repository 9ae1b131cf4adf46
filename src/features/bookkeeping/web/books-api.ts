import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { numberGaps } from '#features/invoices/number-range.ts'
import type { SealState } from '#features/invoices/seal-check.ts'
import { call } from '#features/settings/web/call.ts'
import type { BooksPreview } from '../books.ts'

interface Days {
  from: string
  to: string
}

/** What the archive of a period would hold. */
export const previewQuery = ({ from, to }: Days) =>
  queryOptions({
    queryKey: ['export', 'books', from, to],
    queryFn: ({ signal }) => call<BooksPreview>('GET', '/exports/datev', { query: { from, to }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const gapsQuery = queryOptions({
  queryKey: ['numberRange', 'gaps'],
  queryFn: async ({ signal }) =>
    (await call<z.infer<typeof numberGaps>>('GET', '/invoices/gaps', { signal })).items,
})

/** The seals over issued documents; asked anew while somebody looks at them. */
export const sealsQuery = queryOptions({
  queryKey: ['seals'],
  queryFn: ({ signal }) => call<SealState>('GET', '/seals', { signal }),
  refetchInterval: ({ state }) => (state.data?.checking ? 1500 : false),
})

/** Where an archive is fetched. */
export const archivePath = (format: 'datev' | 'gobd', { from, to }: Days): string =>
  `/api/v1/exports/${format}.zip?from=${from}&to=${to}`
