/** A plain message (RFC 5322) for a test. */
export function message({
  id,
  subject = 'Hallo',
  from = 'Berta Beispiel <berta@example.com>',
  to = 'ada@example.com',
  date = 'Sat, 21 Nov 2026 08:00:00 +0100',
  text = 'Guten Tag',
  head = [],
}: {
  id?: string
  subject?: string
  from?: string
  to?: string
  date?: string
  text?: string
  /** Further lines of the head. */
  head?: readonly string[]
}): string {
  const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Date: ${date}`]
  return [...lines, ...(id === undefined ? [] : [`Message-ID: <${id}>`]), ...head, '', text, ''].join('\r\n')
}

/** A message with a text, a file, and where it is wanted an invitation. */
export function messageWithParts({ id, method }: { id: string; method?: string }): string {
  const invitation =
    method === undefined
      ? []
      : [
          '--cut',
          `Content-Type: text/calendar; charset=utf-8; method=${method}`,
          '',
          'BEGIN:VCALENDAR',
          'END:VCALENDAR',
        ]
  const file =
    method === undefined
      ? [
          '--cut',
          'Content-Type: application/pdf; name="Angebot.pdf"',
          'Content-Disposition: attachment',
          '',
          'JVBERi0=',
        ]
      : []
  const parts = [
    '--cut',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Anbei',
    ...file,
    ...invitation,
    '--cut--',
  ]
  return message({
    id,
    head: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=cut'],
    text: parts.join('\r\n'),
  })
}
