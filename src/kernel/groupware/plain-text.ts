// What HTML says as plain text: enough for descriptions of appointments, notes of contacts and previews of mails.

/** The text of HTML: paragraphs and list items as lines, links with where they lead, nothing of scripts and styles. */
export function plainOfHtml(html: string): string {
  const text = html
    .replaceAll(/<!--[^]*?-->|<(script|style|head|title)\b[^]*?(<\/\1\s*>|$)/gi, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<a\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)["']?[^>]*>(.*?)<\/a\s*>/gi, link)
    .replaceAll(/\s*<li\b[^>]*>\s*/gi, '\n- ')
    .replaceAll(/<\/t[dh]\s*>/gi, ' ')
    .replaceAll(/ ?<br\b[^>]*> ?/gi, '\n')
    .replaceAll(
      / ?<\/?(p|div|ul|ol|table|tr|h[1-6]|blockquote|hr|section|article|header|footer)\b[^>]*> ?/gi,
      (tag) => (/^ ?<\/?(p|h\d|ul|ol|table|blockquote)\b/i.test(tag) ? '\uE000' : '\uE001'),
    )
    .replaceAll(/<\/?[a-z!][^>]*>/gi, '')
  return (
    decodeEntities(text)
      // A gap between paragraphs, a line between blocks, whatever tags meet there.
      .replaceAll(/[\s\uE000\uE001]*[\uE000\uE001][\s\uE000\uE001]*/g, (edge) =>
        edge.includes('\uE000') ? '\n\n' : '\n',
      )
      .replaceAll(/\n{3,}/g, '\n\n')
      .replaceAll('\u00A0', ' ')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trim()
  )
}

/** Whether a text is HTML that somebody put where plain text belongs. */
export function isHtml(text: string): boolean {
  return /<\/?(p|br|div|span|html|body|ul|ol|li|b|i|u|strong|em|table)(\s[^<>]*)?\/?>|<a\s+[^<>]*href/i.test(
    text,
  )
}

function link(_all: string, href: string, label: string): string {
  const words = label.replaceAll(/<[^>]*>/g, '').trim()
  const address = decodeEntities(href).replace(/^(mailto|tel):/i, '')
  if (words === '') return ''
  const same = decodeEntities(words).replace(/\/$/, '') === address.replace(/\/$/, '')
  return same || !/^(https?:|[^:]*@)/i.test(address) ? label : `${label} (${href.replace(/^mailto:/i, '')})`
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
