// Leitweg-ID, format specification 2.0.2 of KoSIT: coarse part, fine part if there is one, check digits.

const SHAPE = /^[0-9]{2,12}(-[0-9A-Z]{0,30})?-[0-9]{2}$/

/** Länder by their official keys, and 99 for the federation. */
const PARTS = new Set([...Array.from({ length: 16 }, (_, index) => String(index + 1).padStart(2, '0')), '99'])

/** Whether a text has the form of a Leitweg-ID, so that its check digits mean something. */
export const looksLikeLeitwegId = (text: string): boolean => SHAPE.test(text.trim())

/** What is wrong with a Leitweg-ID, or nothing. */
export function checkLeitwegId(text: string): 'shape' | 'region' | 'check_digits' | undefined {
  const id = text.trim()
  if (id.length < 5 || id.length > 46 || !SHAPE.test(id)) return 'shape'
  if (!PARTS.has(id.slice(0, 2))) return 'region'
  return remainder(id.replaceAll('-', '')) === 1 ? undefined : 'check_digits'
}

/** ISO 7064, MOD 97-10, with letters as 10 to 35. */
function remainder(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
