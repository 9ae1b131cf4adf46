import { z } from 'zod'

const day = z.iso.date()
const fields = {
  contactId: z.uuid(),
  type: z.enum(['cleaning', 'construction']),
  taxOffice: z.string().max(255),
  number: z.string().max(100),
  validFrom: day,
  validTo: day,
  fileId: z.uuid().nullable().meta({ description: 'The scan' }),
}
const ordered = ({ validFrom, validTo }: { validFrom?: string | undefined; validTo?: string | undefined }) =>
  validFrom === undefined || validTo === undefined || validFrom <= validTo
const ORDERED = { path: ['validTo'], message: 'Not before the first day.' }

/** That a customer cleans buildings or builds himself (form USt 1 TG): then he owes the tax (UStG § 13b Abs. 5). */
export const certificate = z
  .object({
    ...fields,
    id: z.uuid(),
    valid: z.boolean().meta({ description: 'Today' }),
    createdAt: z.string(),
    updatedAt: z.string(),
    version: z.int(),
  })
  .meta({ id: 'Certificate' })
export type Certificate = z.infer<typeof certificate>

export const certificateNew = z
  .object(fields)
  .partial()
  .required({ contactId: true, type: true, validFrom: true, validTo: true })
  .refine(ordered, ORDERED)
  .meta({ id: 'CertificateNew' })
export type CertificateNew = z.infer<typeof certificateNew>

export const certificateChange = z
  .object({ ...fields, contactId: z.never().optional() })
  .partial()
  .refine(ordered, ORDERED)
  .meta({ id: 'CertificateChange' })
export type CertificateChange = z.infer<typeof certificateChange>
