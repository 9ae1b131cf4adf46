// Outlook writes how to join an online meeting into the body, below a line of underscores. Whoever writes a body
// without these words takes the meeting away.

const LINE = /_{20,}/

/** The text above the words of the online meeting. */
export function withoutMeetingWords(text: string): string {
  const at = text.search(LINE)
  return (at < 0 ? text : text.slice(0, at)).trimEnd()
}

/** HTML with this text above the words that the body already has for its online meeting. */
export function withMeetingWords(text: string, html: string): string {
  const line = html.search(LINE)
  const begin = line < 0 ? html.length : Math.max(html.lastIndexOf('<div', line), 0)
  return `<html><body><div>${escaped(text).replaceAll('\n', '<br>')}</div>${html.slice(begin)}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
