import { useQuery, type QueryKey, type UseQueryOptions } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { ApiProblem } from '../api/api-problem.ts'
import { useUser } from '../api/session.ts'
import { used } from '../recent.ts'
import { useRecordName } from '../shell/breadcrumb.tsx'
import { NotFoundPage } from '../shell/message-page.tsx'

interface RecordPageProps<R, Key extends QueryKey> {
  kind: string
  query: (id: string) => UseQueryOptions<R, Error, R, Key>
  children: (record: R) => ReactNode
}

/** The page of the record its address names: reads it, names it above, and remembers that it was looked at. */
export function RecordPage<R extends { title: string }, Key extends QueryKey>({
  kind,
  query,
  children,
}: RecordPageProps<R, Key>) {
  const user = useUser()
  const { id = '' } = useParams()
  const { data: record, error } = useQuery(query(id))
  const title = record?.title
  useRecordName(title)
  useEffect(() => {
    if (title !== undefined) used(user.id, { kind, id, title, subtitle: null, mark: null })
  }, [user.id, kind, id, title])
  if (error instanceof ApiProblem && [400, 403, 404, 422].includes(error.status)) return <NotFoundPage />
  if (error && !record) throw error
  return record ? children(record) : null
}
