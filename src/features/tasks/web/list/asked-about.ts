import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import { ABOUT_KINDS, type AboutKind } from '#features/subjects/subject.ts'
import type { Option } from '#ui/list/description.ts'
import { tasksQuery } from '../task-api.ts'

export interface AskedAbout extends Option {
  kind: AboutKind
}

/** The record whose tasks are shown, by name, for the chip that says so. */
export function useAskedAbout(): AskedAbout | undefined {
  const [params] = useSearchParams()
  const kind = ABOUT_KINDS.find((one) => params.has(one))
  const id = (kind && params.get(kind)) ?? ''
  const { data: contact } = useQuery({ ...contactQuery(id), enabled: kind === 'contact' })
  // A subject is named by what is about it: its own feature is above this one.
  const isSubject = kind !== undefined && kind !== 'contact'
  const { data: tasks } = useQuery({ ...tasksQuery(`${kind}=${id}&limit=1`), enabled: isSubject })
  const title = isSubject ? tasks?.items[0]?.about[kind]?.title : contact?.displayName
  return useMemo(() => kind && { kind, value: id, label: title ?? '…' }, [kind, id, title])
}
