import { Navigate, useParams, useSearchParams } from 'react-router'
import { NotFoundPage } from './message-page.tsx'
import { useOffer } from './shell-context.ts'

/** `/open/appointment/…`: leads mails and messages of the device to the screen of a record. */
export function OpenRecord() {
  const { kind, id = '' } = useParams()
  const [query] = useSearchParams()
  const path = useOffer()
    .records.find((record) => record.kind === kind)
    ?.path(id)
  if (!path) return <NotFoundPage />
  return <Navigate to={withOccurrence(path, query.get('occurrence'))} replace />
}

/** The address of one of a series. */
export function withOccurrence(path: string, occurrence: string | null): string {
  if (occurrence === null) return path
  return `${path}${path.includes('?') ? '&' : '?'}occurrence=${encodeURIComponent(occurrence)}`
}
