/** `Eva Groß <eva@x.de>`, or the address alone. */
export function lineOf({ name, email }: { name: string; email: string }): string {
  return name === '' || name.toLowerCase() === email.toLowerCase()
    ? email
    : `${name.replaceAll(/[<>,;]/g, ' ').trim()} <${email}>`
}

/** What such a line says; the address in small letters. */
export function personOf(line: string): { name: string; email: string } {
  const [, name = '', email = ''] = /^\s*"?([^"<>]*?)"?\s*<([^<>]*)>\s*$/.exec(line) ?? []
  return email === ''
    ? { name: '', email: line.trim().toLowerCase() }
    : { name: name.trim(), email: email.trim().toLowerCase() }
}
