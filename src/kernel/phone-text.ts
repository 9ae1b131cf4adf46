/** Whether a text can be kept as a phone number at all: it has a digit. Small, for the browser's first screen. */
export function hasDigit(text: string): boolean {
  return /\d/.test(text)
}
