import { z } from 'zod'
import { customField } from '#features/customfields/custom-field.ts'
import { label } from '#features/labels/label.ts'
import { group, userName } from '#features/users/user.ts'

/** Everything that gives names to the ids in a contact. */
export const vocabulary = z
  .object({
    types: z.array(label),
    temperatures: z.array(label),
    tags: z.array(label),
    fields: z.array(customField),
    users: z.array(userName),
    groups: z.array(group),
  })
  .meta({ id: 'Vocabulary' })
export type Vocabulary = z.infer<typeof vocabulary>
