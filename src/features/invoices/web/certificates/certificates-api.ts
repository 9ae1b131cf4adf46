import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { call } from '#features/settings/web/call.ts'
import { text } from '#ui/texts.ts'
import { complain, did, say } from '#ui/undo.ts'
import type { Certificate, CertificateNew } from '../../certificate.ts'

/** The certificates of a customer, the newest first. */
export const certificatesQuery = (contact: string) =>
  queryOptions({
    queryKey: ['certificate', contact],
    queryFn: async ({ signal }) =>
      (await call<{ items: Certificate[] }>('GET', '/certificates', { query: { contact }, signal })).items,
  })

/** Keeps, changes and removes certificates of a customer; taxes of drafts follow. */
export function useCertificates(contactId: string) {
  const client = useQueryClient()
  const again = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['certificate'] }),
      client.invalidateQueries({ queryKey: ['invoice'] }),
    ])
  const create = (body: CertificateNew) => call<Certificate>('POST', '/certificates', { body }).then(again)
  return {
    async save(id: string | undefined, input: Omit<CertificateNew, 'contactId'>): Promise<void> {
      if (id) await call<Certificate>('PATCH', `/certificates/${id}`, { body: input }).then(again)
      else await create({ ...input, contactId })
      say(text('certificates.saved'))
    },
    async remove({ id, type, taxOffice, number, validFrom, validTo }: Certificate): Promise<void> {
      try {
        await call<void>('DELETE', `/certificates/${id}`)
        await again()
        const input = { contactId, type, taxOffice, number, validFrom, validTo }
        did({ label: text('certificates.removed'), undo: () => create(input) })
      } catch (error) {
        complain(error)
      }
    },
  }
}
