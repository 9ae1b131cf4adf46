import type { Calendar, ContactFolder, MailFolder, TodoTaskList } from '@microsoft/microsoft-graph-types'
import type { Area } from '#kernel/groupware/area.ts'
import { GroupwareError } from '../groupware-error.ts'
import type { Collection } from '../groupware.ts'
import { MAIN_CONTACTS } from './contact-store.ts'
import { each } from './graph-entity.ts'
import type { Sent } from './graph-entity.ts'
import type { GraphCall } from './graph-call.ts'

/** Everything of an area that a mailbox has. */
export async function graphCollections(
  call: GraphCall,
  area: Area,
  access: 'user' | 'app',
): Promise<Collection[]> {
  if (area === 'appointment') return calendars(call)
  if (area === 'task') return lists(call, access)
  return area === 'contact' ? books(call) : folders(call)
}

/** One more of this name; it is not looked whether there is one. */
export async function newCollection(call: GraphCall, area: Area, name: string): Promise<Collection> {
  const made = { area, name, writable: true, main: false }
  if (area === 'appointment') {
    return { id: (await call.post<Sent<Calendar>>('/calendars', { name })).id, ...made }
  }
  const path = { task: '/todo/lists', contact: '/contactFolders', mail: '/mailFolders' }[area]
  return { id: (await call.post<Sent<ContactFolder>>(path, { displayName: name })).id, ...made }
}

async function calendars(call: GraphCall): Promise<Collection[]> {
  const found: Collection[] = []
  for await (const one of call.all<Sent<Calendar>>('/calendars?$top=100')) {
    found.push({
      id: one.id,
      area: 'appointment',
      name: one.name ?? '',
      writable: one.canEdit !== false,
      main: one.isDefaultCalendar === true,
      ...(one.hexColor ? { color: one.hexColor } : {}),
    })
  }
  return found
}

/** Without the list of flagged mails, which are mails. */
async function lists(call: GraphCall, access: 'user' | 'app'): Promise<Collection[]> {
  const found: Collection[] = []
  for await (const one of call.all<Sent<TodoTaskList>>('/todo/lists?$top=100')) {
    if (one.wellknownListName === 'flaggedEmails') continue
    found.push({
      id: one.id,
      area: 'task',
      name: one.displayName ?? '',
      writable: access === 'user',
      main: one.wellknownListName === 'defaultList',
    })
  }
  return found
}

/** The main folder is not among those that Graph lists; its name is asked for, where Graph tells it. */
async function books(call: GraphCall): Promise<Collection[]> {
  const main = await call.find<Sent<ContactFolder>>('/contactFolders/contacts').catch(unlessInvalid)
  const found: Collection[] = [
    { id: MAIN_CONTACTS, area: 'contact', name: main?.displayName ?? 'Contacts', writable: true, main: true },
  ]
  for await (const one of call.all<Sent<ContactFolder>>('/contactFolders?$top=100')) {
    if (one.id === main?.id) continue
    found.push({ id: one.id, area: 'contact', name: one.displayName ?? '', writable: true, main: false })
  }
  return found
}

const ROLES = [
  ['inbox', 'inbox'],
  ['sentitems', 'sent'],
  ['archive', 'archive'],
  ['junkemail', 'junk'],
  ['deleteditems', 'trash'],
  ['drafts', 'drafts'],
] as const

async function folders(call: GraphCall): Promise<Collection[]> {
  const roles = new Map<string, (typeof ROLES)[number][1]>()
  await each(ROLES, async ([name, role]) => {
    const folder = await call.find<Sent<MailFolder>>(`/mailFolders/${name}?$select=id`)
    if (folder) roles.set(folder.id, role)
  })
  const found: Collection[] = []
  const walk = async (path: string, above: string): Promise<void> => {
    for await (const one of call.all<Sent<MailFolder>>(`${path}?$top=100`)) {
      if (one.isHidden === true) continue
      const name = above + (one.displayName ?? '')
      const role = roles.get(one.id)
      found.push({
        id: one.id,
        area: 'mail',
        name,
        writable: true,
        main: role === 'inbox',
        ...(role ? { role } : {}),
        ...(one.totalItemCount == null ? {} : { count: one.totalItemCount }),
      })
      if ((one.childFolderCount ?? 0) > 0) {
        await walk(`/mailFolders/${encodeURIComponent(one.id)}/childFolders`, `${name}/`)
      }
    }
  }
  await walk('/mailFolders', '')
  return found
}

function unlessInvalid(error: unknown): undefined {
  if (error instanceof GroupwareError && error.fault === 'invalid') return undefined
  throw error
}
