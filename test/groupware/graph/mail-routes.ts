import { simpleParser } from 'mailparser'
import type { AddressObject } from 'mailparser'
import { Refusal, equalIn, selected } from './answer.ts'
import type { Ask, Route } from './answer.ts'
import { common, deltaOf, entityAt, folderAt, guard, inFolder } from './entity-routes.ts'
import { addEntity, addFolder, bury, etag, touch } from './mailbox.ts'
import type { Entity, Folder, Mailbox, Raw } from './mailbox.ts'

const MESSAGES = '/mailFolders/:folder/messages'

export const MAIL_ROUTES: Route[] = [
  {
    method: 'GET',
    path: '/mailFolders',
    query: ['$top'],
    gives: 'mailFolder',
    answer: ({ box }) => ({ status: 200, list: folders(box, null) }),
  },
  {
    method: 'GET',
    path: '/mailFolders/:folder/childFolders',
    query: ['$top'],
    gives: 'mailFolder',
    answer: (ask) => ({ status: 200, list: folders(ask.box, folderAt(ask, 'message').id) }),
  },
  {
    method: 'GET',
    path: '/mailFolders/:folder',
    query: ['$select'],
    gives: 'mailFolder',
    answer: (ask) => ({
      status: 200,
      entity: selected(shownFolder(ask.box, folderAt(ask, 'message')), ask.query),
    }),
  },
  {
    method: 'POST',
    path: '/mailFolders',
    takes: 'mailFolder',
    gives: 'mailFolder',
    answer: ({ box, body }) => {
      const name = nameOf(body)
      // A folder needs a name, and Exchange has each but once, whatever its case.
      if (name === '') throw new Refusal(400, 'ErrorInvalidRequest', 'a folder has a name')
      if (folders(box, null).some((one) => nameOf(one) === name))
        throw new Refusal(409, 'ErrorFolderExists', 'A folder with the specified name already exists.')
      const folder = addFolder(box, 'message', { ...body, isHidden: false, childFolderCount: 0 })
      return { status: 201, entity: shownFolder(box, folder) }
    },
  },
  {
    method: 'GET',
    path: `${MESSAGES}/delta`,
    query: ['$select', '$filter', '$orderby', '$deltatoken'],
    gives: 'message',
    answer: (ask) => ({ status: 200, delta: messageDelta(ask) }),
  },
  {
    method: 'GET',
    path: MESSAGES,
    query: ['$select', '$filter', '$orderby'],
    gives: 'message',
    answer: (ask) => ({ status: 200, list: messageList(ask) }),
  },
  {
    method: 'POST',
    path: MESSAGES,
    gives: 'message',
    answer: async (ask) => {
      if (ask.type !== 'text/plain') throw new Refusal(400, 'ErrorInvalidRequest', 'MIME is text/plain')
      const mime = Buffer.from(ask.bytes.toString('latin1'), 'base64')
      return { status: 201, entity: shown(await plantMail(ask.box, folderAt(ask, 'message'), mime)) }
    },
  },
  {
    method: 'GET',
    path: '/messages',
    query: ['$filter', '$select'],
    gives: 'message',
    answer: (ask) => {
      const id = equalIn(ask.query.get('$filter') ?? '', 'internetMessageId')
      if (id === undefined) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter')
      const found = [...ask.box.entities.values()].filter(({ raw }) => raw['internetMessageId'] === id)
      return { status: 200, list: found.map((entity) => selected(shown(entity), ask.query)) }
    },
  },
  {
    method: 'GET',
    path: '/messages/:id',
    query: ['$select'],
    gives: 'message',
    answer: (ask) => ({ status: 200, entity: selected(shown(entityAt(ask, 'message')), ask.query) }),
  },
  {
    method: 'PATCH',
    path: '/messages/:id',
    takes: 'message',
    gives: 'message',
    answer: (ask) => {
      const entity = entityAt(ask, 'message')
      guard(ask, etag(entity))
      Object.assign(entity.raw, ask.body)
      touch(ask.box, entity)
      return { status: 200, entity: shown(entity) }
    },
  },
  {
    method: 'GET',
    path: '/messages/:id/$value',
    answer: (ask) => ({
      status: 200,
      type: 'text/plain',
      bytes: entityAt(ask, 'message').mime ?? Buffer.alloc(0),
    }),
  },
  {
    method: 'POST',
    path: '/messages/:id/move',
    answer: (ask) => {
      const entity = entityAt(ask, 'message')
      const target = folderAt({ ...ask, params: { folder: String(ask.body['destinationId']) } }, 'message')
      bury(ask.box, entity.folder, entity.id)
      entity.folder = target.id
      entity.raw['parentFolderId'] = target.id
      touch(ask.box, entity)
      return { status: 201, entity: shown(entity) }
    },
    gives: 'message',
  },
  {
    method: 'POST',
    path: '/sendMail',
    answer: async ({ box, type, bytes }) => {
      if (type !== 'text/plain') throw new Refusal(400, 'ErrorInvalidRequest', 'MIME is text/plain')
      const mime = Buffer.from(bytes.toString('latin1'), 'base64')
      const { to, cc, bcc } = await simpleParser(mime)
      box.sent.push({ mime, to: [to, cc, bcc].flatMap(addresses).map((one) => one.address) })
      const folder = box.folders.find(({ alias }) => alias === 'sentitems')
      if (folder) (await plantMail(box, folder, mime)).raw['isDraft'] = false
      return { status: 202 }
    },
  },
]

/** A mail as it lies in a folder after it came. */
export async function plantMail(box: Mailbox, folder: Folder, mime: Buffer): Promise<Entity> {
  const mail = await simpleParser(mime)
  const person = (one: { name: string; address: string }) => ({ emailAddress: one })
  const [from] = addresses(mail.from).map(person)
  const sentAt = (mail.date ?? new Date()).toISOString().replace('.000Z', 'Z')
  const entity = addEntity(box, 'message', folder.id, {
    parentFolderId: folder.id,
    subject: mail.subject ?? '',
    ...(from ? { from, sender: from } : {}),
    toRecipients: addresses(mail.to).map(person),
    ccRecipients: addresses(mail.cc).map(person),
    sentDateTime: sentAt,
    receivedDateTime: sentAt,
    hasAttachments: mail.attachments.length > 0,
    internetMessageId: mail.messageId ?? null,
    internetMessageHeaders: mail.headerLines.map(({ key, line }) => ({
      name: key,
      value: line.slice(line.indexOf(':') + 1).trim(),
    })),
    isDraft: true,
    isRead: false,
  })
  entity.mime = mime
  return entity
}

/** With a filter a round ends early, without a word, and the rounds after it are filtered alike. */
function messageDelta(ask: Ask) {
  const { query } = ask
  // The token says the filter of its first round as well: `17 2027-01-01T00:00:00Z`.
  const [version, kept] = (query.get('$deltatoken') ?? '').split(' ')
  if (version) query.set('$deltatoken', version)
  const since = kept ?? sinceOf(query)
  const round = deltaOf(ask, folderAt(ask, 'message'), (entity) => selected(shown(entity), query))
  const entries = inOrder(round.entries, query, since)
  if (since === undefined) return { ...round, entries }
  return { entries: entries.slice(0, ask.box.mostFiltered), token: `${round.token} ${since}` }
}

function messageList(ask: Ask): Raw[] {
  const all = inFolder(ask.box, folderAt(ask, 'message')).map((entity) => selected(shown(entity), ask.query))
  return inOrder(all, ask.query, sinceOf(ask.query))
}

function sinceOf(query: Ask['query']): string | undefined {
  const [, since] = /^receivedDateTime ge (\S+Z)$/.exec(query.get('$filter') ?? '') ?? []
  if (query.has('$filter') && since === undefined) throw new Refusal(400, 'ErrorInvalidUrlQueryFilter')
  return since
}

/** What is removed is told whenever it came. */
function inOrder(entries: readonly Raw[], query: Ask['query'], since: string | undefined): Raw[] {
  if (query.has('$orderby') && query.get('$orderby') !== 'receivedDateTime desc') {
    throw new Refusal(400, 'ErrorInvalidUrlQuery', 'no such order')
  }
  const came = (raw: Raw) => (raw['receivedDateTime'] as string | undefined) ?? 'z'
  return entries
    .filter((raw) => since === undefined || came(raw) >= since)
    .toSorted((a, b) => came(b).localeCompare(came(a)))
}

function shown(entity: Entity): Raw {
  return common(entity)
}

const nameOf = ({ displayName }: Raw): string =>
  typeof displayName === 'string' ? displayName.toLowerCase() : ''

function folders(box: Mailbox, parent: string | null): Raw[] {
  return box.folders
    .filter(({ kind, raw }) => kind === 'message' && (raw['parentFolderId'] ?? null) === parent)
    .map((folder) => shownFolder(box, folder))
}

function shownFolder(box: Mailbox, folder: Folder): Raw {
  const count = box.folders.filter(({ raw }) => raw['parentFolderId'] === folder.id).length
  return {
    id: folder.id,
    ...folder.raw,
    childFolderCount: count,
    totalItemCount: inFolder(box, folder).length,
  }
}

function addresses(found: AddressObject | AddressObject[] | undefined): { name: string; address: string }[] {
  const all = found === undefined ? [] : Array.isArray(found) ? found : [found]
  return all.flatMap(({ value }) => value).map(({ name, address }) => ({ name, address: address ?? '' }))
}
