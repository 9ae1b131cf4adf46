/** A name all in capitals or all in small letters as it is written otherwise; null where nothing is to mend. */
export function spelledName(text: string): string | null {
  if (!/\p{L}{3}/u.test(text) || /^(?:von|van|de|zu)$/i.test(text)) return null
  const isShouted = text === text.toUpperCase()
  if (!isShouted && text !== text.toLowerCase()) return null
  const mended = text
    .toLowerCase()
    .replaceAll(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
    .replaceAll(PARTICLES, (particle) => particle.toLowerCase())
  return mended === text ? null : mended
}

/** Words inside a name that stay small: `Ludwig van Beethoven`. */
const PARTICLES = /(?<![\p{L}-])(?:Von|Van|Vom|Zu|Zum|Zur|De|Den|Der|Del|Und)(?= \p{L})/gu
