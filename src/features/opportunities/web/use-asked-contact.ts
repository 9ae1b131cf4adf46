import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { contactQuery } from '#features/contacts/web/contact-api.ts'

/** The contact whose opportunities are shown, by name, for the chip that says so. */
export function useAskedContact() {
  const [params] = useSearchParams()
  const id = params.get('participant')
  const { data } = useQuery({ ...contactQuery(id ?? ''), enabled: id !== null })
  return useMemo(() => (id === null ? undefined : { value: id, label: data?.displayName ?? '…' }), [id, data])
}
