import { sql } from 'kysely'
import { fieldsIn } from '#features/customfields/server/fields-in.ts'
import { labelIn, tagsIn } from '#features/labels/server/carriers.ts'
import type { Carriers } from '#features/labels/server/carriers.ts'
import { announce } from '#platform/journal.ts'

const contacts: Carriers = {
  table: 'contact',
  counted: sql`deleted_at is null`,
  announce: (tx, by) =>
    announce(tx, by, { kind: 'contact', id: '*', action: 'contact.relabelled', readers: 'everyone' }),
}

/** How contacts carry labels. */
export const contactLabelUses = [
  labelIn(contacts, 'contact-types', 'type_id'),
  labelIn(contacts, 'temperatures', 'temperature_id'),
  tagsIn(contacts),
]

export const contactCustomFieldUse = fieldsIn(contacts, 'contact')
