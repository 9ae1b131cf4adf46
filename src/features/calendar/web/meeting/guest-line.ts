interface Guest {
  name: string
  email: string
}

/** `Eva Kunde <eva@kunde.de>`, or the address alone. */
export function lineOf({ name, email }: Guest): string {
  return name === '' || name === email ? email : `${name.replaceAll(/[<>,;]/g, ' ').trim()} <${email}>`
}

/** Who a line names, as people paste it from a mail program. */
export function guestOf(line: string): Guest {
  const [, name = '', email = line] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(line) ?? []
  return { name: name.replace(/^"(.*)"$/, '$1'), email: email.trim().toLowerCase() }
}

/** Whether it can be an address at all; its server knows the rest. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(text)
}
