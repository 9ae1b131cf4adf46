/** What the head of a mail says of the mails before it. */
export interface Answering {
  messageId: string
  inReplyTo: string | null
  references: readonly string[]
}

/** The mails that one answers, the nearest first (RFC 5322, 3.6.4). */
export function answeredBy({ inReplyTo, references, messageId }: Answering): string[] {
  const ids = [...(inReplyTo === null ? [] : [inReplyTo]), ...references.toReversed()]
  return [...new Set(ids)].filter((id) => id !== messageId)
}

/** The Message-ID with which its conversation began, as far as the mail itself says. */
export function rootOf(mail: Answering): string {
  return mail.references.find((id) => id !== mail.messageId) ?? mail.inReplyTo ?? mail.messageId
}

/** What an answer names besides: the whole conversation, of a very long one its beginning and its end. */
export function referencesOf(before: Answering): string[] {
  const line = before.references.length > 0 ? before.references : answeredBy(before)
  const all = [...new Set([...line, before.messageId])]
  return all.length <= MOST ? all : [...all.slice(0, 1), ...all.slice(-(MOST - 1))]
}

const MOST = 30

/** `AW: Angebot` of `Angebot`, once however often it goes to and fro. */
export function answerSubject(subject: string, language: 'de' | 'en'): string {
  return /^(re|aw|antw)\s*:/i.test(subject.trim())
    ? subject.trim()
    : `${ANSWER[language]} ${subject.trim()}`.trim()
}

const ANSWER = { de: 'AW:', en: 'Re:' }
