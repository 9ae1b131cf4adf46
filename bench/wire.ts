import { once } from 'node:events'
import { connect } from 'node:net'

export interface Reply {
  status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of every shape
  body: any
}
export interface Request {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  token: string
  body?: unknown
}

/** One kept-alive connection, one request at a time, as little of its own as can be: it is the server we measure. */
export interface Wire {
  /** Milliseconds from the first byte sent to the last one received, and the answer. */
  send(request: Request): Promise<{ ms: number; reply: Reply }>
  close(): void
}

export async function openWire(port: number): Promise<Wire> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  let waiting: ((answer: Buffer) => void) | undefined
  let fail: ((error: Error) => void) | undefined
  let chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    const answer = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    if (answer.length < lengthOf(answer)) return
    chunks = []
    waiting?.(answer)
  })
  socket.on('close', () => fail?.(new Error('The server closed the connection.')))
  return {
    async send(request) {
      const bytes = written(request)
      const started = performance.now()
      const answer = await new Promise<Buffer>((resolve, reject) => {
        waiting = resolve
        fail = reject
        socket.write(bytes)
      })
      const ms = performance.now() - started
      return { ms, reply: read(answer) }
    },
    close: () => socket.destroy(),
  }
}

function written({ method, path, token, body }: Request): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body)
  const head = [
    `${method} /api/v1${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(text)}`]),
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text}`)
}

function lengthOf(answer: Buffer): number {
  const end = answer.indexOf('\r\n\r\n')
  if (end < 0) return Infinity
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.subarray(0, end).toString('latin1'))?.[1]
  return end + 4 + Number(length ?? 0)
}

function read(answer: Buffer): Reply {
  const end = answer.indexOf('\r\n\r\n')
  const text = answer.subarray(end + 4).toString('utf8')
  return { status: Number(answer.subarray(9, 12).toString()), body: text ? JSON.parse(text) : undefined }
}
