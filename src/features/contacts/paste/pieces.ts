/** The text as short lines: quoting, bullets, greetings and decoration gone, what stands side by side apart. */
export function piecesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\u{A0}\u{2007}\u{202F}]/gu, ' ')
    .split(/\r\n|[\r\n\u2028]/)
    .map(undecorated)
    .flatMap((line) => line.split(BESIDE))
    .flatMap(splitAtCode)
    .map(tidy)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece) && !NOISE.test(piece))
    .reduce(withHeading, [])
}

/** `Frau` or `Firma` alone in a line belongs to the next one. */
function withHeading(pieces: string[], piece: string): string[] {
  const heading = HEADING.exec(pieces.at(-1) ?? '')?.[1]
  if (heading === undefined) return [...pieces, piece]
  return [...pieces.slice(0, -1), /^firma$/i.test(heading) ? `Firma: ${piece}` : `${heading} ${piece}`]
}

const HEADING = /^(Frau|Herrn?|Familie|Firma|z\. ?Hd\.)$/i

/** Spaces single, and no marks of separation at either end. */
export function tidy(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,;:|/•·*–—]+(?!\d)|^[\s,;:|/•·*]+/u, '')
    .replace(/[\s,;:|/•·*–—-]+$/u, '')
    .trim()
}

const BESIDE = /\s+[|¦•●·▪■♦]\s*|\t+|\s{3,}|\s+\/\/\s+|\s+\*\s+/u

function undecorated(line: string): string {
  return line
    .replace(/^\s*(?:>\s?)+/, '')
    .replaceAll(/\[cid:[^\]]*\]|\[(?:image|logo|bild)[^\]]*\]/gi, ' ')
    .replaceAll(/\*(\S[^*]*)\*/g, '$1')
    .replaceAll(/([^\s<]+@[^\s<]+)\s*<mailto:[^>]*>/gi, '$1')
    .replaceAll(/<mailto:([^>]*)>/gi, '$1')
    .replaceAll(/(\S+\.\S+)\s*<https?:[^>]*>/gi, '$1')
    .replaceAll(/<tel:[^>]*>/gi, ' ')
    .replaceAll(/[☎✆📞📱📠✉📧🌐🖷⌂📍🏠]\u{FE0F}?/gu, ' ')
}

/** `Muster GmbH, Hauptstr. 5, 50667 Köln` stands in one line what belongs in three. */
function splitAtCode(line: string): string[] {
  return CODE_AFTER_COMMA.test(line) || STREET_AFTER_COMMA.test(line) ? line.split(/\s*[,;]\s+/) : [line]
}

const CODE_AFTER_COMMA = /[,;]\s+(?:[A-Z]{1,3}[- ]{1,2})?\d{4,5}\s+\p{Lu}/u
const STREET_AFTER_COMMA =
  /^\D+,\s+[\p{L}. -]*(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|ring)\s+\d+\s*\w?$/iu

const NOISE = new RegExp(
  `^(?:${[
    'mit (?:den |vielen |herzlichen |sonnigen |lieben )?(?:freundlichen|besten|herzlichen|lieben|schönen)? ?gr(?:ü|ue)(?:ß|ss)en.*',
    '(?:freundliche|beste|viele|liebe|herzliche|schöne|sonnige) gr(?:ü|ue)(?:ß|ss)e.*',
    '(?:freundlicher|lieber|schöner) gru(?:ß|ss).*',
    'herzlich(?:st)?',
    'gr(?:ü|ue)(?:ß|ss)e.*',
    'm\\.?f\\.?g\\.?',
    'vg|lg|bg|hg',
    '(?:best|kind|warm|many)? ?(?:kind |warm )?(?:regards|wishes|greetings).*',
    '(?:yours )?sincerely( yours)?|cheers|thanks(?: and regards)?|many thanks|thank you',
    'hochachtungsvoll|vielen dank.*|danke.*',
    '(?:von meinem|gesendet von|sent from).*',
    'impressum|kontakt(?:daten)?|contact|anschrift|adresse|address|postanschrift|firmensitz|visitenkarte|signatur',
    'angaben (?:gemäß|nach|gem\\.).*',
    'so erreichen sie (?:mich|uns).*|ihr ansprechpartner|ihre ansprechpartnerin',
    '(?:tel|telefon|phone|fax|mobil|mobile|e-?mail|web|internet)\\.?',
  ].join('|')})[\\s,.!:]*$`,
  'iu',
)
