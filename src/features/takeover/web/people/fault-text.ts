import { faultWords } from '#features/groupware/web/fault-words.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import { text } from '#ui/texts.ts'

/** Why something was not done, in words: a rule of ours refused it, or the groupware did. */
export function faultText(code: string): string {
  const ours = problemWords({ code, message: '' })
  return ours || text(faultWords(code))
}
