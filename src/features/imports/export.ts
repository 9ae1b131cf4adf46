import { z } from 'zod'
import { contactListQuery } from '#features/contacts/contact-list.ts'

/** Ids as they stand in an address; as many as fit into one. */
const idList = z
  .string()
  .max(8000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()))
  .optional()

/** The query of an export: that of the list, without its pages. */
export const exportQuery = contactListQuery
  .omit({ limit: true, cursor: true, skip: true, count: true })
  .extend({
    ids: idList.meta({ description: 'Only these, parted by commas' }),
    except: idList.meta({ description: 'All but these' }),
    columns: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'Names parted by commas, such as `firstName,lastName,email,custom.region`' }),
  })
  .loose()
