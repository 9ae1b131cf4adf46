import type { MailPart } from '#kernel/groupware/mail-item.ts'

/**
 * The files in a `winmail.dat` ([MS-OXTNEF]), into which Outlook packs what it sends as "rich text"; empty when there are
 * none, or nobody can read it.
 */
export function unpackTnef(bytes: Uint8Array): MailPart[] {
  const parts: MailPart[] = []
  try {
    for (const { id, data } of attributesOf(bytes)) {
      const part = parts.at(-1)
      if (id === RENDERING)
        parts.push({
          name: '',
          type: 'application/octet-stream',
          size: 0,
          contentId: null,
          bytes: new Uint8Array(),
        })
      else if (part && id === TITLE) part.name ||= windows(data)
      else if (part && id === DATA) Object.assign(part, { bytes: data, size: data.length })
      else if (part && id === PROPERTIES) Object.assign(part, said(data))
    }
  } catch {
    // It ends in the middle: what came before is whole.
  }
  return parts.filter(({ size }) => size > 0).map((part) => ({ ...part, name: part.name || 'attachment' }))
}

const [RENDERING, TITLE, DATA, PROPERTIES] = [0x9002, 0x8010, 0x800f, 0x9005]
const SIGNATURE = 0x22_3e_9f_78

/** Level, number, length, data, checksum; one after the other. */
function* attributesOf(bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 6 || view.getUint32(0, true) !== SIGNATURE) return
  for (let at = 6; at + 9 < bytes.length;) {
    const length = view.getUint32(at + 5, true)
    if (at + 9 + length > bytes.length) return
    yield { id: view.getUint16(at + 1, true), data: bytes.slice(at + 9, at + 9 + length) }
    at += 9 + length + 2
  }
}

/** What the properties of a file say of it: its long name, its type, how the text names it. */
function said(data: Uint8Array): Partial<MailPart> {
  const found: Partial<MailPart> = {}
  for (const { id, type, value } of propertiesOf(data)) {
    const text = (type === 0x1f ? new TextDecoder('utf-16le').decode(value) : windows(value)).replace(
      /\0.*$/s,
      '',
    )
    if (id === 0x3707 && text !== '') found.name = text
    if (id === 0x370e && text !== '') found.type = text.toLowerCase()
    if (id === 0x3712 && text !== '') found.contentId = text.replace(/^<(.*)>$/, '$1')
  }
  return found
}

/** Sizes of values without a length of their own, by type; short ones are filled up to four bytes. */
const SIZES: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
}

function* propertiesOf(data: Uint8Array): Generator<{ id: number; type: number; value: Uint8Array }> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  let at = 4
  const number = () => view.getUint32((at += 4) - 4, true)
  const filled = (length: number) => {
    const value = data.subarray(at, at + length)
    at += Math.ceil(length / 4) * 4
    return value
  }
  for (let left = view.getUint32(0, true); left > 0; left--) {
    const tag = number()
    const [type, id] = [tag & 0xff_ff, tag >>> 16]
    if (id >= 0x80_00) {
      at += 16
      if (number() === 0) at += 4
      else filled(number())
    }
    const [many, size] = [(type & 0x10_00) !== 0, SIZES[type & 0x0f_ff]]
    for (let count = many || size === undefined ? number() : 1; count > 0; count--) {
      const value = filled(size ?? number())
      if (at > data.length + 3) return
      yield { id, type, value }
    }
  }
}

function windows(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes).replace(/\0.*$/s, '')
}
