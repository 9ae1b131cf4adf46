import { binaryOf } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import { readVCards } from '#kernel/vcard-read.ts'
import { writeVCard } from '#kernel/vcard-write.ts'
import type { Files } from '#platform/files.ts'
import type { FileRecord } from './read-records.ts'

/**
 * The cards of a file, one after the other, each as the text of one cell in its exact form: that is what a user can
 * read and correct. Sounds and keys are left out of it; a picture that stands in the card comes beside it.
 */
export async function* readVcards(files: Files, file: { hash: string }): AsyncGenerator<FileRecord> {
  const bytes = await files.open(file.hash)
  let number = 0
  try {
    for await (const { version, properties } of readVCards(bytes as AsyncIterable<Uint8Array>)) {
      number++
      const kept = properties.filter(({ name }) => !/^(PHOTO|LOGO|SOUND|KEY)$/.test(name))
      const text = writeVCard({ version: version === '4.0' ? version : '3.0', properties: kept })
      const photo = photoIn(properties)
      yield { number, cells: [text.replaceAll('\r\n', '\n').trim()], ...(photo && { photo }) }
    }
  } finally {
    bytes.destroy()
  }
}

/** More bytes of a picture are not taken, as with pictures put up by hand. */
const MOST = 1_400_000

function photoIn(properties: readonly VCardProperty[]): Buffer | undefined {
  const photo = properties.find(({ name }) => name === 'PHOTO')
  const { base64 = '' } = (photo && binaryOf(photo)) ?? {}
  return base64 === '' || base64.length > MOST ? undefined : Buffer.from(base64, 'base64')
}
