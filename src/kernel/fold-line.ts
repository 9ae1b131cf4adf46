/** So many octets fit into a line of vCard and iCalendar, without its end (RFC 6350, 3.2; RFC 5545, 3.1). */
const LINE = 75

/** Breaks a content line so that no character is cut; a line that goes on begins with a space, which counts. */
export function foldLine(line: string): string {
  if (line.length <= LINE && ASCII.test(line)) return line
  const lines: string[] = []
  let [from, size] = [0, 0]
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0
    const octets = code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4
    if (size + octets > LINE) {
      lines.push(line.slice(from, at))
      from = at
      size = 1
    }
    size += octets
    at += octets === 4 ? 2 : 1
  }
  return [...lines, line.slice(from)].join('\r\n ')
}

const ASCII = /^[\u0020-\u007E]*$/
