/** What somebody wrote themselves, and what follows of the mails before; either may be empty. */
export interface Parted {
  said: string
  quoted: string
}

/**
 * Cuts the text of a mail where what is quoted begins, as the usual programs write it: a line such as `Am … schrieb …:`,
 * `-----Original Message-----`, the head of the mail before, or lines with `>` up to the end. An answer between quoted
 * lines stays whole.
 */
export function partQuote(text: string): Parted {
  const lines = text.split('\n')
  const at = lines.findIndex((_, index) => beginsQuote(lines, index))
  if (at < 0) return { said: text, quoted: '' }
  const said = lines.slice(0, at).join('\n').trimEnd()
  // Nothing but a quote: somebody passed it on, and that is what they say.
  return said === '' ? { said: text, quoted: '' } : { said, quoted: lines.slice(at).join('\n').trim() }
}

function beginsQuote(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? ''
  if (line === '') return false
  if (/^(-{2,}|_{10,})\s*(original|ursprüngliche|forwarded|weitergeleitete)?/i.test(line) && BAR.test(line))
    return true
  if (line.startsWith('>'))
    return lines.slice(at).every((rest) => rest.trim() === '' || rest.trim().startsWith('>'))
  if (/^(am|on)\b/i.test(line)) return INTRO.test(`${line} ${lines[at + 1]?.trim() ?? ''}`)
  return (
    /^(von|from):\s/i.test(line) &&
    lines.slice(at + 1, at + 5).some((next) => /^(gesendet|sent|datum|date):\s/i.test(next.trim()))
  )
}

const BAR = /^-{2,}\s*(original|ursprüngliche|forwarded|weitergeleitete)\b.*-{2,}$|^_{10,}$/i
/** `Am 21.11.2026 um 10:00 schrieb Anna <a@b.de>:`, also over two lines. */
const INTRO = /^(am|on)\b.{4,200}\b(schrieb|wrote)\b.{0,200}:/i

/** The text of a mail as an answer quotes it. */
export function quoteOf(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd()))
    .join('\n')
}
