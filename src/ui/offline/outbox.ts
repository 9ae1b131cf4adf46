/**
 * The rules of the outbox: what was done without network waits here and is carried over in order. Pure, so that the
 * page and the service worker judge alike.
 */

export type CommandKind = 'visit.done' | 'visit.noShow' | 'history.note'

/** Something done without network. */
export interface Command {
  /** Its Idempotency-Key as well: sent again after an answer that was lost, it works once. */
  id: string
  /** Whose it is; somebody else at this device neither sees nor sends it. */
  owner: string
  kind: CommandKind
  /** Whom it is about, in words. */
  title: string
  at: string
  path: string
  body: Record<string, unknown>
  /** The record it changes, and the version it was based on: the server refuses it when that is another now. */
  recordId?: string
  contactId?: string
  version?: number
  state: 'waiting' | 'clash' | 'refused'
  /** Why, as the server said. */
  code?: string
  /** The record as the server has it: beside one's own words in a clash. Null: it is gone. */
  theirs?: Record<string, unknown> | null
}

/** How the server answered; no status: it did not. */
export interface Answer {
  status?: number
  code?: string
  body?: unknown
}

/** What becomes of a command: gone over, shown as a clash, refused for good, or tried again later. */
export type Verdict = 'sent' | 'clash' | 'refused' | 'later'

/** The input as the server wants it, its files by the ids they got there. */
export function withSentFiles(
  body: Record<string, unknown>,
  sent: ReadonlyMap<string, string>,
): Record<string, unknown> {
  if (!Array.isArray(body['files'])) return body
  return { ...body, files: (body['files'] as string[]).map((id) => sent.get(id) ?? id) }
}

/**
 * What an answer means. A server that is away, asleep or wants us to sign in says nothing about the command; "not any
 * more in that state", "changed meanwhile" and "gone" are clashes, which a person settles.
 */
export function judge(command: Command, { status, body }: Answer): Verdict {
  if (status === undefined || status === 401 || status === 429 || status >= 500) return 'later'
  if (status === 404 || status === 409 || status === 412) return 'clash'
  if (status >= 400) return 'refused'
  return command.kind === 'visit.done' && wasDoneOtherwise(command, body) ? 'clash' : 'sent'
}

/** "Done" is accepted of what is done already, and nothing is overwritten: then other words stand there than ours. */
function wasDoneOtherwise(command: Command, body: unknown): boolean {
  const visit = (body as { visit?: { report?: string; version?: number } } | undefined)?.visit
  const said = command.body['report']
  return Boolean(said) && visit?.report !== said
}

/** The commands that can go now: a record whose earlier command clashes waits until that is settled. */
export function ready(commands: readonly Command[], owner: string): Command[] {
  const held = new Set<string>()
  return commands.filter((command) => {
    if (command.owner !== owner) return false
    const free = command.state === 'waiting' && !held.has(command.recordId ?? '')
    if (!free && command.recordId) held.add(command.recordId)
    return free
  })
}

/** A clash settled for one's own words: sent once more, on top of what the server has now. */
export function onTopOfTheirs(command: Command, id: string): Command {
  const { code: _code, theirs, ...rest } = command
  const version = Number(theirs?.['version'])
  return { ...rest, id, state: 'waiting', ...(Number.isInteger(version) && { version }) }
}

/** A clash settled for the server's side: one's own words are kept, as a note in the timeline of the customer. */
export function asNote(command: Command, id: string): Command | undefined {
  const { report, outcome, files } = command.body
  const text = [outcome, report].filter(Boolean).join('\n')
  const hasFiles = Array.isArray(files) && files.length > 0
  if (!command.contactId || (text === '' && !hasFiles)) return undefined
  const { owner, title, at, contactId } = command
  const body = { contactId, category: text ? 'note' : 'file', text, at, ...(hasFiles && { files }) }
  return { id, owner, kind: 'history.note', title, at, contactId, path: '/history', body, state: 'waiting' }
}

/** A visit as it will be once everything that waits has gone over. */
export function withWaiting<Visit extends { id: string; state: string }>(
  visit: Visit,
  commands: readonly Command[],
): Visit {
  return commands.reduce((shown, command) => {
    if (command.recordId !== visit.id || command.state !== 'waiting') return shown
    if (command.kind === 'visit.noShow')
      return { ...shown, ...pick(command.body, ['report']), state: 'noShow' }
    if (command.kind !== 'visit.done') return shown
    return {
      ...shown,
      ...pick(command.body, ['report', 'outcome', 'doneOn', 'actualMinutes']),
      state: 'done',
    }
  }, visit)
}

function pick(body: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])))
}
