import type { Draft } from './draft.ts'

/** What was typed and not saved, kept for this tab: a reload or a wrong click loses nothing. */

const store = (form: string) => `kontor.draft.contact.${form}`

export function keepDraft(form: string, draft: Draft): void {
  sessionStorage.setItem(store(form), JSON.stringify(draft))
}

export function keptDraft(form: string): Draft | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(store(form)) ?? 'null') as Draft | null) ?? undefined
  } catch {
    return undefined
  }
}

export function dropDraft(form: string): void {
  sessionStorage.removeItem(store(form))
}
