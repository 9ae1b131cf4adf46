import type { MailDraft } from './first-draft.ts'

const keyOf = (about: string, answers: string | undefined) => `kontor.mail.${answers ?? about}`

/** A mail that was begun and neither sent nor given up. */
export function keptDraft(about: string, answers: string | undefined): MailDraft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(about, answers)) ?? '') as MailDraft
  } catch {
    return undefined
  }
}

/** Keeps what is written, over a reload and a look elsewhere. */
export function keepDraft(about: string, answers: string | undefined, draft: MailDraft): void {
  sessionStorage.setItem(keyOf(about, answers), JSON.stringify(draft))
}

export function forgetDraft(about: string, answers: string | undefined): void {
  sessionStorage.removeItem(keyOf(about, answers))
}
