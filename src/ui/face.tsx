const colours = ['blue', 'green', 'violet', 'amber', 'red', ''] as const

/** A person or company as a small disc: the picture, or two letters in a colour that stays with the name. */
export function Face({ name, image, large }: { name: string; image?: string | undefined; large?: boolean }) {
  return (
    <span className={`face ${large ? 'large' : ''} ${colourOf(name)}`} aria-hidden="true">
      {image ? <img src={image} alt="" loading="lazy" /> : initials(name)}
    </span>
  )
}

/** The first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => word?.[0]?.toUpperCase() ?? '').join('') || '·'
}

function colourOf(name: string): string {
  let sum = 0
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997
  return colours[sum % colours.length] ?? ''
}
