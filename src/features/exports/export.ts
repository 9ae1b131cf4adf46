import { z } from 'zod'
import { contactListQuery } from '#features/contacts/contact-list.ts'
import { taskListQuery } from '#features/tasks/task-list.ts'
import { dayNumber } from '#kernel/day.ts'

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
export const outlookQuery = chosen
  .extend({
    letters: z.enum(['windows', 'utf8']).default('windows').meta({
      description:
        '`windows`: as Outlook for Windows reads and writes it (Windows-1252, in the language of the caller); `utf8`: as the new Outlook and the one in the browser take it, with English headings',
    }),
  })
  .loose()

/** The query of the task list, without its pages. */
export const taskTableQuery = taskListQuery.omit({ limit: true, cursor: true, skip: true, count: true })

/** Days of a calendar, the last one included; longer than ten years no period is. */
export const periodQuery = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'The end must lie behind the start.' })
  .refine(({ from, to }) => dayNumber(to) - dayNumber(from) <= 3660, {
    path: ['to'],
    error: 'At most ten years.',
  })

/** One card to hand on: who it is and how to reach them. */
export const cardQuery = z.object({ version, photo })

export type ExportQuery = z.infer<typeof chosen>
