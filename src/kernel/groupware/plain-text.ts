// What HTML says as plain text: enough for descriptions of appointments, notes of contacts and previews of mails.

/** The text of HTML: paragraphs and list items as lines, links with where they lead, nothing of scripts and styles. */
export function plainOfHtml(html: string): string {
  const pieces: string[] = []
  const links: { href: string; from: number }[] = []
  let skipped = ''
  for (const [token, close, name = '', attributes = ''] of html.matchAll(TOKEN)) {
    const tag = name.toLowerCase()
    if (skipped !== '') {
      if (close && tag === skipped) skipped = ''
    } else if (tag === '') {
      if (!token.startsWith('<!'))
        pieces.push(decodeEntities(token.replaceAll(/\s+/g, ' ')).replaceAll(EDGES, ''))
    } else if (/^(script|style|title)$/.test(tag)) {
      if (!close) skipped = tag
    } else if (tag === 'a' && !close) links.push({ href: hrefOf(attributes), from: pieces.length })
    else if (tag === 'a') pieces.push(leadsTo(pieces, links.pop()))
    else pieces.push(edgeOf(tag, close === '/'))
  }
  return laidOut(pieces.join(''))
}

/** A comment, a tag, text, or a sign that begins none; one after the other, so that no text takes long. */
const TOKEN =
  /<!(?:--[^]*?(?:-->|$)|[^>]*>?)|<(\/?)([a-z][a-z\d:]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>?|[^<]+|</gi

// Signs nobody writes: a gap between paragraphs, a new line, and one that begins with a dash.
const [GAP, LINE, ITEM] = ['\uE000', '\uE001', '\uE002']
const EDGES = /[\uE000-\uE002]/g

function edgeOf(tag: string, close: boolean): string {
  if (tag === 'br') return '\n'
  if (tag === 'li') return close ? LINE : ITEM
  if (tag === 'td' || tag === 'th') return ' '
  if (/^(p|h\d|ul|ol|table|blockquote)$/.test(tag)) return GAP
  return /^(div|tr|hr|section|article|header|footer)$/.test(tag) ? LINE : ''
}

/** Lines between the signs, whichever meet there: no more than one is left empty. */
function laidOut(text: string): string {
  let [laid, gap, dash] = ['', 0, '']
  for (const part of text.split(/([\n\uE000-\uE002])/)) {
    if (part === '\n') gap = Math.min(2, gap + 1)
    else if (part === GAP) gap = dash === '' ? 2 : gap
    else if (part === LINE) gap = Math.max(1, gap)
    else if (part === ITEM) [gap, dash] = [Math.max(1, gap), '- ']
    else if (part.trim() !== '') {
      laid += (laid === '' ? '' : '\n'.repeat(gap)) + dash + part.replaceAll('\u00A0', ' ').trim()
      ;[gap, dash] = [0, '']
    }
  }
  return laid
}

function hrefOf(attributes: string): string {
  const [, double, single, bare] = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes) ?? []
  return decodeEntities(double ?? single ?? bare ?? '').trim()
}

/** Where a link leads, in brackets behind its words, unless they say so themselves. */
function leadsTo(pieces: readonly string[], link: { href: string; from: number } | undefined): string {
  if (!link || !/^(https?:|mailto:)/i.test(link.href)) return ''
  const words = pieces.slice(link.from).join('').trim()
  const address = link.href.replace(/^mailto:/i, '')
  return words === '' || words.replace(/\/$/, '') === address.replace(/\/$/, '') ? '' : ` (${address})`
}

/** Whether a text is HTML that somebody put where plain text belongs. */
export function isHtml(text: string): boolean {
  return /<\/?(p|br|div|span|html|body|ul|ol|li|b|i|u|strong|em|table)(\s[^<>]*)?\/?>|<a\s[^<>]*href/i.test(
    text,
  )
}

/** The characters that HTML writes as names or numbers. */
export function decodeEntities(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d?));?/gi,
    (all, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED.get(name) ?? all
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      // Numbers of Windows, as browsers read them.
      if (code >= 0x80 && code <= 0x9f) return WINDOWS[code - 0x80] ?? ''
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
        ? ''
        : String.fromCodePoint(code)
    },
  )
}

const WINDOWS = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => at + 0x80))

/** The names of the letters from 160 to 255 in their order. */
const LATIN =
  `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para
  middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave
  Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc
  Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc
  iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`.split(
    /\s+/,
  )

const NAMED = new Map<string, string>([
  ...LATIN.map((name, at): [string, string] => [name, String.fromCodePoint(160 + at)]),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['euro', '€'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['bull', '•'],
  ['trade', '™'],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['zwnj', ''],
  ['zwj', ''],
])
