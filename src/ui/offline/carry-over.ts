import { judge, ready, withSentFiles } from './outbox.ts'
import type { Answer, Command } from './outbox.ts'
import { waitingFiles } from './waiting-file.ts'
import { addFile, commands, dropFiles, keptFile, replaceCommand } from './store.ts'

const ROOT = '/api/v1'

/** How carrying over ended: how many went, and whether some must be tried again. */
export interface CarriedOver {
  sent: number
  again: boolean
}

/**
 * Sends what waits, in order; the page and the service worker call it alike, and a lock lets only one of them work.
 * It stops at the first sign that the server is away, and never sends what another person did at this device.
 */
export async function carryOver(): Promise<CarriedOver> {
  return navigator.locks.request('kontor.outbox', async () => {
    const result = { sent: 0, again: false }
    if ((await commands()).length === 0) return result
    const session = await call('GET', '/session')
    const owner = (session.body as { user?: { id: string } } | undefined)?.user?.id
    if (session.status !== 200 || !owner) return { ...result, again: session.status !== 401 }
    for (const command of ready(await commands(), owner)) {
      const verdict = await send(command)
      if (verdict === 'later') return { ...result, again: true }
      if (verdict === 'sent') result.sent += 1
    }
    return result
  })
}

async function send(command: Command) {
  const files = new Map<string, string>()
  for (const id of waitingFiles(command.body)) {
    const answer = await sendFile(id)
    if (typeof answer === 'string') files.set(id, answer)
    else return settle(command, answer)
  }
  const body = withSentFiles(command.body, files)
  const { version } = command
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': command.id,
    ...(version !== undefined && { 'if-match': `"${version}"` }),
  }
  return settle(command, await call('POST', command.path, { headers, body: JSON.stringify(body) }))
}

async function settle(command: Command, answer: Answer) {
  const verdict = judge(command, answer)
  if (verdict === 'sent') {
    await replaceCommand(command.id)
    await dropFiles(waitingFiles(command.body))
  } else if (verdict !== 'later') {
    const theirs = await readTheirs(command)
    const code = answer.code ?? (answer.status === 200 ? 'visit.done_otherwise' : undefined)
    await replaceCommand(command.id, { ...command, state: verdict, ...(code && { code }), theirs })
  }
  return verdict
}

/** The record as it is now, to be shown beside one's own words. */
async function readTheirs({ recordId, kind }: Command): Promise<Record<string, unknown> | null> {
  if (!recordId || kind === 'history.note') return null
  const { status, body } = await call('GET', `/visits/${recordId}`)
  return status === 200 ? (body as Record<string, unknown>) : null
}

/** Sends a file once; its id on the server, or the answer that stands in the way. */
async function sendFile(id: string): Promise<string | Answer> {
  const kept = await keptFile(id)
  if (kept?.sentAs) return kept.sentAs
  if (!kept) return { status: 422, code: 'file_missing' }
  const form = new FormData()
  form.set('file', kept.file)
  const answer = await call('POST', '/files', { headers: { 'idempotency-key': id }, body: form })
  const [file] = (answer.body as { items?: { id: string }[] } | undefined)?.items ?? []
  if (!file) return answer
  await addFile({ ...kept, sentAs: file.id })
  return file.id
}

async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const answer = await fetch(ROOT + path, { method, ...init })
    const body: unknown = await answer.json().catch(() => undefined)
    const code = (body as { code?: string } | undefined)?.code
    return { status: answer.status, body, ...(code && { code }) }
  } catch {
    return {}
  }
}
