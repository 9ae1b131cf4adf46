import { z } from 'zod'
import type { CustomFieldsDb } from '#features/customfields/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { contactClass, contactKind, salutation, visibility } from '../contact.ts'
import type { Detail } from '../detail.ts'

const text = z.string().nullable()

export const fileTable = z.object({
  id: z.string(),
  hash: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
  createdBy: text,
  createdAt: z.string(),
})

export const contactTable = z.object({
  id: z.string(),
  kind: contactKind,
  salutation: salutation.nullable(),
  title: text,
  firstName: text,
  lastName: text,
  companyName: text,
  companyId: text,
  position: text,
  industry: text,
  description: text,
  typeId: text,
  temperatureId: text,
  class: contactClass.nullable(),
  currency: text,
  language: text,
  birthday: text,
  vatId: text,
  details: z.array(z.custom<Detail>()),
  custom: z.record(z.string(), z.unknown()),
  tagIds: z.array(z.string()),
  managerIds: z.array(z.string()),
  visibility,
  photoHash: text,
  thumbnailHash: text,
  readerIds: z.array(z.string()),
  displayName: z.string(),
  sortKey: z.string(),
  lastNameKey: z.string(),
  search: z.string(),
  sounds: z.string(),
  letters: z.string(),
  matchKeys: z.array(z.number()),
  flaws: z.array(z.string()),
  lastActivityAt: z.string(),
  createdBy: text,
  updatedBy: text,
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  deletedAt: text,
  deletedBy: text,
  deletionId: text,
  mergedInto: text,
  runId: text,
  sample: z.boolean(),
  marks: z.number(),
  placeKey: z.string(),
})

/** Kept by the database itself: what each manager's contacts are found by, in the order by name. */
export const contactManagerTable = z.object({
  managerId: z.string(),
  id: z.string(),
  marks: z.number(),
  sounds: z.string(),
  letters: z.string(),
  sortKey: z.string(),
})

export const formerPictureTable = z.object({
  contactId: z.string(),
  photoHash: z.string(),
  thumbnailHash: z.string(),
  replacedAt: z.string(),
})

type Filled =
  | 'createdAt'
  | 'updatedAt'
  | 'version'
  | 'lastActivityAt'
  | 'sample'
  | 'deletedAt'
  | 'deletedBy'
  | 'deletionId'
  | 'mergedInto'
  | 'marks'
  | 'placeKey'
  | 'flaws'

export interface ContactsDb extends CustomFieldsDb {
  file: TableOf<typeof fileTable, 'createdAt'>
  contact: TableOf<typeof contactTable, Filled | 'photoHash' | 'thumbnailHash'>
  contactManager: TableOf<typeof contactManagerTable>
  formerPicture: TableOf<typeof formerPictureTable, 'replacedAt'>
}
