import { describe, expect, test } from 'vitest'
import { readMime } from './read-mime.ts'
import { unpackTnef } from './unpack-tnef.ts'

const number = (value: number, size: 2 | 4) => {
  const bytes = Buffer.alloc(size)
  bytes.writeUIntLE(value, 0, size)
  return bytes
}
const attribute = (id: number, type: number, data: Uint8Array) =>
  Buffer.concat([
    Buffer.from([2]),
    number(id, 2),
    number(type, 2),
    number(data.length, 4),
    data,
    number(0, 2),
  ])
const filled = (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
const text = (id: number, value: string) => {
  const bytes = Buffer.from(`${value}\0`, 'utf16le')
  return Buffer.concat([number(0x1f, 2), number(id, 2), number(1, 4), number(bytes.length, 4), filled(bytes)])
}
const whole = (id: number, value: number) => Buffer.concat([number(3, 2), number(id, 2), number(value, 4)])
const named = Buffer.concat([
  number(3, 2),
  number(0x8001, 2),
  Buffer.alloc(16),
  number(0, 4),
  number(7, 4),
  number(1, 4),
])
const pack = (...parts: Uint8Array[]) =>
  new Uint8Array(
    Buffer.concat([number(0x22_3e_9f_78, 4), number(1, 2), attribute(0x9006, 8, number(1, 4)), ...parts]),
  )

const file = (name: string, bytes: number[], properties: Buffer[] = []) => [
  attribute(0x9002, 6, Buffer.alloc(14)),
  attribute(0x8010, 1, Buffer.from(`${name}\0`, 'latin1')),
  attribute(0x800f, 6, Uint8Array.from(bytes)),
  ...(properties.length > 0
    ? [attribute(0x9005, 6, Buffer.concat([number(properties.length, 4), ...properties]))]
    : []),
]
const long = [
  whole(0x370b, 5),
  named,
  text(0x3707, 'Grüße für Köln.pdf'),
  text(0x370e, 'Application/PDF'),
  text(0x3712, '<x@y>'),
]
const WINMAIL = pack(...file('GR\u00DCSSE~1.PDF', [1, 2, 3], long), ...file('b.txt', [4]))

describe('what Outlook packs', () => {
  test('are files, by their long names', () => {
    expect(unpackTnef(WINMAIL)).toEqual([
      {
        name: 'Grüße für Köln.pdf',
        type: 'application/pdf',
        size: 3,
        contentId: 'x@y',
        bytes: Uint8Array.from([1, 2, 3]),
      },
      {
        name: 'b.txt',
        type: 'application/octet-stream',
        size: 1,
        contentId: null,
        bytes: Uint8Array.from([4]),
      },
    ])
  })

  test('comes out of a mail', async () => {
    const base64 = Buffer.from(WINMAIL).toString('base64')
    const lines = [
      'Subject: x',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      base64,
    ]
    const mail = await readMime(new TextEncoder().encode(lines.join('\r\n')))
    expect(mail.attachments.map(({ name }) => name)).toEqual(['Grüße für Köln.pdf', 'b.txt'])
    expect(mail.hasAttachments).toBe(true)
  })

  test('broken anywhere gives what came before, and the pack itself when that is nothing', () => {
    for (let at = 0; at < WINMAIL.length; at++) {
      const cut = unpackTnef(WINMAIL.slice(0, at))
      expect(cut.every(({ size }) => size === 1 || size === 3)).toBe(true)
      const wrong = Uint8Array.from(WINMAIL)
      wrong[at] = 255
      expect(unpackTnef(wrong).length).toBeLessThanOrEqual(3)
    }
    expect(unpackTnef(pack())).toEqual([])
  })
})
