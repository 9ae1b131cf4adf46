import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A mail as it came in. */
export interface Received {
  recipients: string[]
  head: string
  /** The whole of it, characters standing for bytes. */
  content: string
  /** Its text and its attachments, by name; the text is called `text`. */
  parts: Map<string, Buffer>
}

export interface SmtpServer {
  url: string
  received: Received[]
  /** Refuses every recipient from now on, or takes them again. */
  refuse: (refuses: boolean) => void
  close: () => Promise<void>
}

/**
 * A mail server (RFC 5321) that takes everything and keeps it for a test to look at; with `users` it wants one of these
 * names and passwords (or access tokens) first (RFC 4954).
 */
export async function startSmtp({
  users,
  holderOf,
}: {
  users?: Record<string, string>
  /** Who holds an access token, beside the users. */
  holderOf?: (token: string) => Promise<string | undefined>
} = {}): Promise<SmtpServer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  let refuses = false
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    const isLetIn = async (line: string) =>
      isUser(line, users) || (holderOf !== undefined && (await isHolder(line, holderOf)))
    converse(socket, {
      refuses: () => refuses,
      take: (mail) => received.push(mail),
      isLetIn: users || holderOf ? isLetIn : undefined,
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    received,
    refuse(next) {
      refuses = next
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}

function converse(
  socket: Socket,
  {
    refuses,
    take,
    isLetIn,
  }: {
    refuses: () => boolean
    take: (mail: Received) => void
    isLetIn: ((line: string) => Promise<boolean>) | undefined
  },
): void {
  let waiting = ''
  let recipients: string[] = []
  let content: string[] | undefined
  const say = (line: string): void => {
    socket.write(`${line}\r\n`)
  }
  const hear = (line: string): void => {
    if (content) return hearContent(line, content)
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'EHLO' && isLetIn) return say('250-here\r\n250 AUTH PLAIN XOAUTH2')
    if (command === 'STAR') return say('502 no such command')
    if (command === 'AUTH') {
      void isLetIn?.(line).then((isIn) => say(isIn ? '235 welcome' : '535 5.7.8 wrong'))
      return
    }
    if (command === 'RCPT' && refuses()) return say('550 no such mailbox')
    if (command === 'RCPT') recipients.push(/<(.*)>/.exec(line)?.[1] ?? '')
    if (command === 'DATA') content = []
    return say(command === 'DATA' ? '354 go on' : command === 'QUIT' ? '221 bye' : '250 yes')
  }
  const hearContent = (line: string, lines: string[]): void => {
    if (line !== '.') {
      lines.push(line.replace(/^\./, ''))
      return
    }
    take(readMail(lines.join('\r\n'), recipients))
    content = undefined
    recipients = []
    say('250 taken')
  }
  say('220 here')
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1')
    const lines = waiting.split('\r\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) hear(line)
  })
}

/** XOAUTH2 with a token that somebody else knows the holder of. */
async function isHolder(
  line: string,
  holderOf: (token: string) => Promise<string | undefined>,
): Promise<boolean> {
  const said = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8')
  const [user = '', bearer = ''] = said.split('\u0001')
  const [name, token] = [user.replace(/^user=/, ''), bearer.replace(/^auth=Bearer /, '')]
  return user.startsWith('user=') && (await holderOf(token)) === name
}

/** PLAIN says `\0name\0password`, XOAUTH2 `user=name^Aauth=Bearer token^A^A`. */
function isUser(line: string, users: Record<string, string> = {}): boolean {
  const said = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8')
  const known = Object.entries(users)
  return known.some(([name, secret]) =>
    [`\0${name}\0${secret}`, `user=${name}\u0001auth=Bearer ${secret}\u0001\u0001`].includes(said),
  )
}

/** Enough of MIME (RFC 2045, 2046) to read what we write. */
function readMail(content: string, recipients: string[]): Received {
  const [head = '', body = ''] = cut(content)
  const boundary = /boundary="([^"]+)"/.exec(head)?.[1]
  const pieces = boundary === undefined ? [content] : body.split(`--${boundary}`).slice(1, -1)
  const parts = new Map<string, Buffer>()
  for (const piece of pieces) {
    const [headers = '', text = ''] = cut(piece.replace(/^\r\n/, ''))
    const name = /filename="?([^";\r\n]+)"?/.exec(headers)?.[1] ?? 'text'
    parts.set(name, decode(headers, text.replace(/\r\n$/, '')))
  }
  return { recipients, head, content, parts }
}

function cut(text: string): string[] {
  const at = text.indexOf('\r\n\r\n')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 4)]
}

function decode(headers: string, text: string): Buffer {
  const way = /content-transfer-encoding: *(\S+)/i.exec(headers)?.[1]?.toLowerCase()
  if (way === 'base64') return Buffer.from(text, 'base64')
  if (way !== 'quoted-printable') return Buffer.from(text, 'latin1')
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1')
}
