import type { QueryClient } from '@tanstack/react-query'
import { firstPageQuery } from '#ui/list/use-rows.ts'
import { askForVocabulary } from '../contact-api.ts'
import { contactQuestion } from './contact-question.ts'

/** Longer than this nobody looks at an empty screen: the list is drawn without rows, and they follow. */
const patienceMs = 300

/** Asks for the first rows of the whole list and the words in them before it is drawn, so that it is drawn once. */
export async function askAhead(client: QueryClient): Promise<void> {
  const plain = { q: '', sort: 'displayName', filters: {} }
  const answers = [
    client.prefetchQuery(firstPageQuery({ kind: 'contact', load: contactQuestion.load }, plain)),
    askForVocabulary(client),
  ]
  await Promise.race([Promise.all(answers), new Promise((resolve) => setTimeout(resolve, patienceMs))])
}
