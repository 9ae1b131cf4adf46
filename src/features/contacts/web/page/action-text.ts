import type { TextKey } from '#ui/texts.ts'

const known = ['created', 'changed', 'deleted', 'restored', 'merged', 'merged_away', 'unmerged', 'overruled']

/** The sentence of an action; one that a later version brings is told as a change. */
export function actionText(action: string): TextKey {
  const verb = action.split('.').at(-1) ?? ''
  return `page.did.${known.includes(verb) ? verb : 'changed'}` as TextKey
}
