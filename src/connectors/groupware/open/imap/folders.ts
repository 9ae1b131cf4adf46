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

/** The folders of mail that can be opened; `isCounting`: each with how many mails it has, which is asked one by one. */
export async function listFolders(
  imap: ImapConnection,
  { isCounting = false }: { isCounting?: boolean } = {},
): Promise<Collection[]> {
  return imap.run(async (client) => {
    const found = await client.list(isCounting ? { statusQuery: { messages: true } } : {})
    const there = found.filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
    return there.map((one) => folderOf(one, client.namespace?.prefix ?? ''))
  })
}

/** Makes a folder of this name beside the inbox; the one that stands there already is that one. */
export async function createFolder(imap: ImapConnection, name: string): Promise<Collection> {
  const there = (await listFolders(imap)).find((one) => one.name === name)
  if (there) return there
  const { path } = await imap.run((client) => {
    // The server's own separator inside of a name would make folders in folders.
    const delimiter = client.namespace?.delimiter
    return client.mailboxCreate([delimiter ? name.replaceAll(delimiter, '-') : name])
  })
  const made = (await listFolders(imap)).find(({ id }) => id === path)
  return made ?? { id: path, area: 'mail', name, writable: true, main: false }
}

function folderOf({ path, delimiter, specialUse, status }: ListResponse, prefix: string): Collection {
  const role = specialUse === undefined ? undefined : ROLES[specialUse]
  // Some servers keep all folders inside of the inbox (RFC 2342), which is nothing a user would know.
  const own = prefix !== '' && path.startsWith(prefix) ? path.slice(prefix.length) : path
  const parts = delimiter === '' ? [own] : own.split(delimiter)
  return {
    id: path,
    area: 'mail',
    name: parts.join(' / '),
    writable: true,
    main: role === 'inbox',
    ...(role !== undefined && { role }),
    ...(status?.messages !== undefined && { count: status.messages }),
  }
}
