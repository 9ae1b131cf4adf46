import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMime } from '#platform/mime/read-mime.ts'
import { fc } from '../../../../../test/properties.ts'
import { readFile } from '../read-file.ts'
import { isSound } from './is-sound.ts'
import { writeMsg } from './write-mail.ts'
import type { WrittenMail } from './write-mail.ts'

const reader = { zone: 'Europe/Berlin', language: 'de' as const }
const MSGCONVERT = '/usr/bin/msgconvert'
const others = [MSGCONVERT, '/usr/share/perl5/Email/Address.pm'].every((file) => existsSync(file))

const mail: WrittenMail = {
  messageId: 'ABC@mail.example',
  inReplyTo: 'r1@x',
  references: ['r0@x', 'r1@x'],
  from: { name: 'Jörg Müller', email: 'jm@example.de' },
  to: [{ name: 'Łucja Ω', email: 'anna@kontor.example' }],
  cc: [{ name: '', email: 'eva@x.de' }],
  subject: 'Re: Grüße für 100 €',
  sentAt: '2026-11-21T08:00:00.000Z',
  text: 'Hallo\nWelt 😀',
  html: '<p>Hallo <img src="cid:img1"> Welt 😀</p>',
  attachments: [
    { name: 'Angebot für Sie.pdf', type: 'application/pdf', contentId: null, bytes: bytesOf(5000, 1) },
    { name: 'p.png', type: 'image/png', contentId: 'img1', bytes: bytesOf(70, 2) },
  ],
}

describe('a mail as a file of Outlook', () => {
  test('says all of it to our reader', async () => {
    const bytes = writeMsg(mail)
    const { mails, warnings } = await readFile('Mail.msg', bytes, reader)
    expect(warnings).toEqual([])
    const sized = mail.attachments.map((part) => ({ ...part, size: part.bytes.length }))
    expect(mails).toEqual([
      {
        ...mail,
        attachments: sized,
        size: bytes.length,
        hasAttachments: true,
        outgoing: false,
        invitation: false,
      },
    ])
  })

  test.skipIf(!others)('says it to a reader of others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-msg-'))
    try {
      // Heads it writes in whatever letters it is in itself; what the mail says it leaves as it is.
      const [file, picture] = mail.attachments.map((part) => ({
        ...part,
        name: part.name.replace(/ .*pdf/, '.pdf'),
      }))
      const plain = {
        ...mail,
        from: { name: 'Jon', email: 'jm@example.de' },
        to: [{ name: 'Anna', email: 'anna@kontor.example' }],
        subject: 'Re: Offer',
        attachments: [file, picture].filter((part) => part !== undefined),
      }
      writeFileSync(join(folder, 'mail.msg'), writeMsg(plain))
      execFileSync(MSGCONVERT, ['--outfile', 'mail.eml', 'mail.msg'], { cwd: folder, stdio: 'pipe' })
      const read = await readMime(new Uint8Array(readFileSync(join(folder, 'mail.eml'))))
      const { text, html, attachments, ...head } = read
      const { messageId, inReplyTo, references, from, to, cc, subject, sentAt } = plain
      expect(head).toMatchObject({ messageId, inReplyTo, references, from, to, cc, subject, sentAt })
      expect(text).toBe(plain.text)
      expect(html?.trim()).toBe(mail.html)
      expect(attachments.map(({ bytes }) => Buffer.from(bytes))).toEqual(
        mail.attachments.map(({ bytes }) => Buffer.from(bytes)),
      )
      expect(attachments[0]).toMatchObject({ name: 'Angebot.pdf', type: 'application/pdf' })
      expect(attachments[1]).toMatchObject({ contentId: 'img1' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  const name = fc.constantFrom('a.pdf', 'Größe.tar.gz', 'ohne', 'x'.repeat(100))
  const part = fc.record({
    name,
    type: fc.constantFrom('application/pdf', 'text/plain'),
    contentId: fc.constantFrom(null, 'img1'),
    bytes: fc
      .tuple(
        fc.oneof(fc.nat(200), fc.integer({ min: 4000, max: 4200 }), fc.nat(80_000)),
        fc.integer({ min: 1, max: 255 }),
      )
      .map(([size, seed]) => bytesOf(size, seed)),
  })
  const person = fc.record({
    name: fc.constantFrom('', 'Änne', 'Berg, Eva'),
    email: fc.constantFrom('a@x.de', 'b@y.example'),
  })
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).map((said) => said.trim())

  test('is sound and read as it was, whatever its sizes', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          to: fc.array(person, { maxLength: 12 }),
          cc: fc.array(person, { maxLength: 3 }),
          from: fc.option(person),
          text,
          attachments: fc.array(part, { maxLength: 12 }),
        }),
        async (said) => {
          const bytes = writeMsg({ ...mail, html: null, ...said })
          expect(isSound(bytes)).toBe(true)
          const { mails } = await readFile('Mail.msg', bytes, reader)
          const again = said.attachments.map((one) => ({ ...one, size: one.bytes.length }))
          expect(mails).toMatchObject([{ ...said, attachments: again }])
        },
      ),
      { numRuns: 40 },
    ))

  // Behind 109 sectors of the table its places stand in sectors of their own, of which each names 127.
  test.each([109, 110, 236, 237])('of a table of %i sectors is whole', async (sectors) => {
    const bytes = bytesOf((sectors * 127 - 60) * 512, 3)
    const large = [{ name: 'a.bin', type: 'application/zip', contentId: null, bytes }]
    const written = writeMsg({ ...mail, attachments: large })
    expect(Buffer.from(written).readInt32LE(0x2c)).toBe(sectors)
    expect(isSound(written)).toBe(true)
    const { mails } = await readFile('Mail.msg', written, reader)
    expect(Buffer.compare(mails[0]?.attachments[0]?.bytes ?? new Uint8Array(), bytes)).toBe(0)
  })
})

/** Bytes that are another at each place. */
function bytesOf(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let at = 0, value = seed; at < size; at++) {
    value = (value * 1_103_515_245 + 12_345) % 2_147_483_648
    bytes[at] = value >> 16
  }
  return bytes
}
