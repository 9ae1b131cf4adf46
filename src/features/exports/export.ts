import { z } from 'zod'
import { contactListQuery } from '#features/contacts/contact-list.ts'

/** Ids as they stand in an address; as many as fit into one. */
const idList = z
  .string()
  .max(8000)
  .transform((text) => text.split(','))
  .pipe(z.array(z.uuid()))
  .optional()

/** What an export takes in: the query of the list, without its pages. */
const chosen = contactListQuery.omit({ limit: true, cursor: true, skip: true, count: true }).extend({
  ids: idList.meta({ description: 'Only these, parted by commas' }),
  except: idList.meta({ description: 'All but these' }),
})

/** A table of contacts: which ones, and which of their columns. */
export const tableQuery = chosen
  .extend({
    columns: z
      .string()
      .max(4000)
      .optional()
      .meta({ description: 'Names parted by commas, such as `firstName,lastName,email,custom.region`' }),
  })
  .loose()

const version = z.enum(['3', '4']).default('3').meta({ description: 'Of vCard: 3.0 is read by all programs' })
const photo = z.stringbool().default(false).meta({ description: 'With the pictures' })

/** Cards of contacts, with everything that can come back in. */
export const cardsQuery = chosen.extend({ version, photo }).loose()

/** Outlook's table has columns of its own. */
export const outlookQuery = chosen.loose()

/** One card to hand on: who it is and how to reach them. */
export const cardQuery = z.object({ version, photo })

export type ExportQuery = z.infer<typeof chosen>
