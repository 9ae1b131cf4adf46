import type { ListResponse } from 'imapflow'
import type { Collection } from '../../groupware.ts'
import type { ImapConnection } from './imap-connection.ts'

/** What folders are for (RFC 6154). */
const ROLES: Readonly<Record<string, NonNullable<Collection['role']>>> = {
  '\\Inbox': 'inbox',
  '\\Sent': 'sent',
  '\\Archive': 'archive',
  '\\All': 'archive',
  '\\Junk': 'junk',
  '\\Trash': 'trash',
  '\\Drafts': 'drafts',
}

/** The folders of mail that can be opened, each with how many mails it has. */
export async function listFolders(imap: ImapConnection): Promise<Collection[]> {
  const found = await imap.run((client) => client.list({ statusQuery: { messages: true } }))
  return found.filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent')).map(folderOf)
}

/** Makes a folder of this name beside the inbox; the one that stands there already is that one. */
export async function createFolder(imap: ImapConnection, name: string): Promise<Collection> {
  const same = (folders: Collection[]) => folders.find((one) => one.name === name)
  const there = same(await listFolders(imap))
  if (there) return there
  // A list of parts: the server's own separator inside of a name would make folders in folders.
  const { path } = await imap.run((client) => client.mailboxCreate([name]))
  const folders = await listFolders(imap)
  return (
    folders.find(({ id }) => id === path) ?? { id: path, area: 'mail', name, writable: true, main: false }
  )
}

function folderOf({ path, name, parent, delimiter, specialUse, status }: ListResponse): Collection {
  const role = specialUse === undefined ? undefined : ROLES[specialUse]
  // Some servers keep all folders inside of the inbox, which is nothing a user would know.
  const above = parent[0]?.toUpperCase() === 'INBOX' && delimiter === '.' ? parent.slice(1) : parent
  return {
    id: path,
    area: 'mail',
    name: [...above, name].join(' / '),
    writable: true,
    main: role === 'inbox',
    ...(role !== undefined && { role }),
    ...(status?.messages !== undefined && { count: status.messages }),
  }
}
