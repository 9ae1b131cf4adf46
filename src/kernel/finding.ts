/** What a check found wrong with a value; the UI translates by `code`, `message` is the English text. */
export interface Finding {
  code: string
  message: string
}
