import { useQuery } from '@tanstack/react-query'
import { contactQuery } from './contact-api.ts'

/** The name of another contact that a field of the firm names; a dash for one that is gone or not to be seen. */
export function ContactName({ id }: { id: string }) {
  const { data, isError } = useQuery({ ...contactQuery(id), retry: false })
  return data?.displayName ?? (isError ? '–' : '')
}
