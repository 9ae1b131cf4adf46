import { hashOf } from '#kernel/hash.ts'

/**
 * The Message-ID as it is compared everywhere: trimmed, without angle brackets, the part after @ in small letters
 * (RFC 5322, 3.6.4). A mail without one gets a name of what it is made of, the same wherever it is read.
 */
export function messageIdOf(
  written: string | undefined,
  { date, from, subject, size }: { date: string; from: string; subject: string; size: number },
): string {
  const id = plainMessageId(written ?? '')
  if (id !== '') return id
  const facts = [date, from, subject, String(size)].join('\n')
  // Two rounds of 32 bits: two mails of one account do not meet by chance.
  const [first, second] = [hashOf(facts), hashOf(`${facts}\n`)].map((one) =>
    (one >>> 0).toString(16).padStart(8, '0'),
  )
  return `${first}${second}@no-message-id`
}

/** One Message-ID as it is compared. */
export function plainMessageId(written: string): string {
  const id = written.trim().replace(/^<+/, '').replace(/>+$/, '').trim()
  const at = id.lastIndexOf('@')
  return at < 0 ? id : id.slice(0, at) + id.slice(at).toLowerCase()
}

/** All that a header such as References names, in its order, each once. */
export function messageIdsIn(header: string): string[] {
  const found = header.match(/<[^<>\s]+>/g) ?? header.split(/\s+/)
  return [...new Set(found.map(plainMessageId).filter((one) => one !== ''))]
}
