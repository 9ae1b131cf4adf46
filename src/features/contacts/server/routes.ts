import { z } from 'zod'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { Route } from '#platform/route.ts'
import { routesOf } from '#platform/route.ts'
import { contact, contactChange, contactNew } from '../contact.ts'
import type { ContactNew } from '../contact.ts'
import { contactListQuery, contactPage } from '../contact-list.ts'
import { vocabulary } from '../vocabulary.ts'
import { changeContact } from './change-contact.ts'
import { createContact } from './create-contact.ts'
import { deleteContact, eraseContact, restoreContact } from './delete-contact.ts'
import { listContacts } from './list-contacts.ts'
import { openContact } from './read-contacts.ts'
import { readVocabulary } from './read-vocabulary.ts'
import type { ContactsDb } from './tables.ts'
import { Problem } from '#kernel/problem.ts'

const { get, post, patch, remove } = routesOf<ContactsDb>('contacts')
const byId = z.object({ id: z.uuid() })

/** Refuses a contact that is there already, as surely as `unless` says; a higher feature knows how. */
type RefuseDuplicate = (
  tx: Tx<ContactsDb>,
  by: By,
  input: ContactNew,
  unless: 'sure' | 'possible',
) => Promise<void>

/** Refuses to erase a contact that has to be kept, and takes away what goes with it. */
type BeforeErasing = (tx: Tx<ContactsDb>, by: By, id: string) => Promise<void>

export const contactsRoutes = (refuseDuplicate: RefuseDuplicate, beforeErasing: BeforeErasing): Route[] => [
  get({
    path: '/vocabulary',
    summary: 'The names behind the ids in a contact: types, temperatures, tags, fields, users, groups',
    may: 'guest',
    reply: vocabulary,
    run: ({ db }) => readVocabulary(db),
  }),
  get({
    path: '/contacts',
    summary: 'Contacts the caller may see; filters also `custom.<key>`',
    may: 'guest',
    query: contactListQuery,
    reply: contactPage,
    run: ({ db, by, query }) => listContacts(db, by, query),
  }),
  post({
    path: '/contacts',
    summary: 'Creates a person or a company',
    may: 'user',
    query: z.object({
      unlessDuplicate: z.enum(['sure', 'possible']).optional().meta({
        description: 'Creates nothing when it is there already this surely: 409 `duplicate` with `hits`',
      }),
    }),
    body: contactNew,
    reply: contact,
    run: async ({ tx, by, query, body }) => {
      if (query.unlessDuplicate) await refuseDuplicate(tx, by, body, query.unlessDuplicate)
      return createContact(tx, by, body)
    },
  }),
  get({
    path: '/contacts/{id}',
    summary: 'One contact',
    may: 'guest',
    params: byId,
    reply: contact,
    run: ({ db, by, params }) => openContact(db, by, params.id),
  }),
  patch({
    path: '/contacts/{id}',
    summary: 'Changes a contact by a merge patch; If-Match refuses stale writes',
    may: 'user',
    params: byId,
    body: contactChange,
    reply: contact,
    run: ({ tx, by, params, body, ifMatch }) =>
      changeContact(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/contacts/{id}',
    summary: 'Moves a contact to the bin; `permanent=true` (administrators) erases it',
    may: 'user',
    params: byId,
    query: z.object({ permanent: z.stringbool().default(false), withPersons: z.stringbool().default(false) }),
    run: async ({ tx, by, params, query, ifMatch }) => {
      if (!query.permanent)
        return deleteContact(tx, by, { id: params.id, ifMatch, withPersons: query.withPersons })
      if (by.role !== 'admin')
        throw new Problem('forbidden', 'forbidden', 'Only administrators erase for good.')
      await beforeErasing(tx, by, params.id)
      return eraseContact(tx, by, params.id)
    },
  }),
  post({
    path: '/contacts/{id}/restore',
    summary: 'Brings a contact back out of the bin',
    may: 'user',
    params: byId,
    reply: contact,
    status: 200,
    run: ({ tx, by, params }) => restoreContact(tx, by, params.id),
  }),
]
