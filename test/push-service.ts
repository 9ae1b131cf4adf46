import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a push service got for a browser, opened with the browser's keys. */
export interface Pushed {
  payload: { title: string; body: string; url: string; tag: string }
  topic: string
  ttl: number
  /** Who says to have sent it (VAPID), if its signature is right. */
  subject: string
}

export interface Browser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  got: Pushed[]
  /** What the service answers from now on. */
  answer(status: number): void
  /** The service takes the next message, and goes before it says so. */
  breakOnce(): void
}

/** A push service of our own, with browsers that can read what was sent to them (RFC 8030, 8188, 8291, 8292). */
export async function startPushService(): Promise<{ browser(): Browser; close(): Promise<void> }> {
  const takers = new Map<string, (headers: http.IncomingHttpHeaders, body: Buffer) => number | undefined>()
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const status = takers.get(request.url ?? '')?.(request.headers, Buffer.concat(parts)) ?? 0
      if (status === 0) request.socket.destroy()
      else response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    browser() {
      const path = `/push/${randomBytes(8).toString('hex')}`
      const ecdh = createECDH('prime256v1')
      const [p256dh, auth] = [ecdh.generateKeys(), randomBytes(16)]
      const got: Pushed[] = []
      let status = 201
      let breaks = false
      takers.set(path, (headers, body) => {
        if (status >= 400) return status
        got.push({
          payload: JSON.parse(decrypt(body, ecdh, auth)),
          topic: String(headers['topic']),
          ttl: Number(headers['ttl']),
          subject: signedBy(String(headers.authorization)),
        })
        if (!breaks) return status
        breaks = false
        return 0
      })
      const keys = { p256dh: p256dh.toString('base64url'), auth: auth.toString('base64url') }
      return {
        subscription: { endpoint: `http://127.0.0.1:${port}${path}`, keys },
        got,
        answer: (next) => void (status = next),
        breakOnce: () => void (breaks = true),
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function decrypt(body: Buffer, ecdh: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const sender = body.subarray(21, 21 + body.readUInt8(20))
  const sealed = body.subarray(21 + sender.length)
  const derive = (ikm: Buffer, with_: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', ikm, with_, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const ikm = derive(ecdh.computeSecret(sender), auth, info, 32)
  const key = derive(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derive(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}

function signedBy(authorization: string): string {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const isRight = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isRight) return 'nobody'
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub
}
