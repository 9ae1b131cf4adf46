/** Exchange refuses a fifth request to one mailbox while four are on their way (`MailboxConcurrency`). */
const AT_ONCE = 3

interface Turns {
  busy: number
  waiting: (() => void)[]
}

const mailboxes = new Map<string, Turns>()

/** Runs the work when fewer than three others of this mailbox run, whoever opened it in this process. */
export async function inTurn<T>(mailbox: string, work: () => Promise<T>): Promise<T> {
  const turns = mailboxes.get(mailbox) ?? { busy: 0, waiting: [] }
  mailboxes.set(mailbox, turns)
  if (turns.busy < AT_ONCE) turns.busy++
  else await new Promise<void>((resolve) => void turns.waiting.push(resolve))
  try {
    return await work()
  } finally {
    const next = turns.waiting.shift()
    if (next) next()
    else if (--turns.busy === 0) mailboxes.delete(mailbox)
  }
}
