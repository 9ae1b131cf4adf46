import { z } from 'zod'
import { contactListQuery } from '#features/contacts/contact-list.ts'

/** The query of an export: that of the list, without its pages. */
export const exportQuery = contactListQuery
  .omit({ limit: true, cursor: true, skip: true, count: true })
  .extend({
    columns: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'Names parted by commas, such as `firstName,lastName,email,custom.region`' }),
  })
  .loose()
