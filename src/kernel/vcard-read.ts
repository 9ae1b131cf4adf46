import { guessEncoding } from './csv-encoding.ts'
import type { VCard } from './vcard.ts'
import { BINARY, isLine, readLine } from './vcard-line.ts'

/** More bytes than these of one card, pictures and all, are left out. */
const MOST = 16 * 1024 * 1024

/** The cards of a file, one after the other; memory holds one of them. */
export async function* readVCards(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<VCard> {
  const reader = cardReader()
  for await (const chunk of chunks) yield* reader.push(chunk)
  yield* reader.end()
}

/** All cards of a text or of bytes. */
export function parseVCards(content: string | Uint8Array): VCard[] {
  const reader = cardReader()
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return [...reader.push(bytes), ...reader.end()]
}

/**
 * Takes bytes as they come and hands out cards as they end. Reads vCard 2.1, 3.0 and 4.0 with any line ends, in any
 * character set, and what careless programs make of them: cards that never end, notes broken into bare lines, base64
 * that is not indented, characters cut by a fold.
 */
export function cardReader(): { push(chunk: Uint8Array): VCard[]; end(): VCard[] } {
  const lines = lineSplitter()
  const cards = cardBuilder()
  return {
    push: (chunk) => cards.add(lines.push(chunk)),
    end: () => [...cards.add(lines.end()), ...cards.end()],
  }
}

/** Cuts bytes into lines whose characters are bytes; UTF-16 is made UTF-8 first. */
function lineSplitter() {
  const binary = new TextDecoder(BINARY)
  let wide: TextDecoder | null | undefined
  let rest: string[] = []
  let waiting = 0
  const cut = (text: string, last: boolean): string[] => {
    if (!last && !/[\r\n]/.test(text) && !rest.at(-1)?.endsWith('\r')) {
      waiting += text.length
      if (waiting <= MOST) rest.push(text)
      return []
    }
    let whole = rest.join('') + text
    rest = []
    // A CR at the end may be half of a line end.
    const half = !last && whole.endsWith('\r')
    if (half) whole = whole.slice(0, -1)
    const lines = whole.split(/\r\n|\n|\r/)
    if (!last) rest = [half ? `${lines.pop()}\r` : (lines.pop() ?? '')]
    waiting = rest[0]?.length ?? 0
    return lines
  }
  return {
    push(chunk: Uint8Array): string[] {
      if (chunk.length === 0) return []
      if (wide === undefined) {
        const encoding = guessEncoding(chunk.subarray(0, 4096))
        wide = encoding.startsWith('utf-16') ? new TextDecoder(encoding) : null
      }
      const bytes = wide ? new TextEncoder().encode(wide.decode(chunk, { stream: true })) : chunk
      return cut(binary.decode(bytes), false)
    },
    end: () => cut('', true),
  }
}

interface Pending {
  pieces: string[]
  /** Quoted-printable goes on after a `=` at the end, base64 without being indented. */
  encoding: 'quoted' | 'base64' | 'none'
}

/** Unfolds lines and gathers them into cards. */
function cardBuilder() {
  let card: VCard | undefined
  let pending: Pending | undefined
  let size = 0
  /** Cards inside of this one, which belong to somebody's `AGENT`. */
  let inner = 0
  const done: VCard[] = []

  const finish = () => {
    if (card && card.properties.length > 0) done.push(card)
    card = undefined
    inner = 0
  }
  const flush = () => {
    const line = pending?.pieces.join('') ?? ''
    pending = undefined
    if (/^begin\s*:\s*vcard\s*$/i.test(line)) {
      const last = card?.properties.at(-1)
      if (card && last?.name === 'AGENT' && last.value.trim() === '') inner++
      else {
        finish()
        card = { version: '3.0', properties: [] }
        size = 0
      }
    } else if (/^end\s*:\s*vcard\s*$/i.test(line)) {
      if (inner > 0) inner--
      else finish()
    } else if (card && inner === 0 && line !== '' && size <= MOST) {
      const property = readLine(line, card.version)
      const version = property?.name === 'VERSION' && /^(2\.1|3\.0|4\.0)/.exec(property.value.trim())?.[1]
      if (version) card.version = version as VCard['version']
      else if (property && property.name !== 'VERSION') card.properties.push(property)
    }
  }
  const goesOn = (line: string): string | undefined => {
    if (!pending) return undefined
    const { pieces, encoding } = pending
    const last = pieces.at(-1) ?? ''
    if (encoding === 'quoted' && /=[ \t]*$/.test(last)) {
      pieces[pieces.length - 1] = last.replace(/=[ \t]*$/, '')
      return line
    }
    if (/^[ \t]/.test(line)) return card?.version === '2.1' ? line : line.slice(1)
    if (encoding === 'base64') return line !== '' && /^[A-Za-z0-9+/=]+\s*$/.test(line) ? line : undefined
    return card && line.trim() !== '' && !isLine(line) ? `\n${line}` : undefined
  }
  return {
    add(lines: string[]): VCard[] {
      for (const line of lines) {
        size += line.length
        const more = goesOn(line)
        if (more === undefined) {
          flush()
          pending = { pieces: [line.replace(/^(\u00EF\u00BB\u00BF)+/, '')], encoding: encodingOf(line) }
        } else if (size <= MOST) pending?.pieces.push(more)
      }
      return done.splice(0)
    },
    end(): VCard[] {
      flush()
      finish()
      return done.splice(0)
    },
  }
}

function encodingOf(line: string): Pending['encoding'] {
  const head = /^[^:]{0,4000}/.exec(line)?.[0] ?? ''
  if (/[;=]\s*quoted-printable\b/i.test(head)) return 'quoted'
  return /[;=]\s*(base64|b)\s*(;|$)/i.test(head) ? 'base64' : 'none'
}
