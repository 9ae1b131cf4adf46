/** `Müller, Änne`, `Änne Müller`: the last word is the surname, with its `von` and `zu`. */
export function splitName(text: string): { first: string | undefined; last: string } {
  const name = text.replace(/\s*[(<][^)>]*@[^)>]*[)>]\s*$/, '').trim() || text
  const [last = '', first] = name.split(/,\s*/, 2)
  if (first) return { first, last }
  const [, given, surname] =
    /^(.+?)\s+((?:(?:von|vom|van|zu|zur|de|der|den|di|da|le|la)\s+)*\S+)$/i.exec(name) ?? []
  return { first: given, last: surname ?? name }
}
