import { fold, plainVowels } from '#kernel/fold.ts'

/** The form in which headings and words of cells are compared: `Straße geschäftlich`, `STRASSE GESCHAEFTLICH`. */
export function headingKey(text: string): string {
  return plainVowels(fold(text))
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
