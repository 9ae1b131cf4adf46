import {
  IconChecklist,
  IconFile,
  IconMail,
  IconMessage2,
  IconPencil,
  IconPhone,
  IconUsers,
  IconNotes,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { useText } from '#ui/texts.ts'
import { categoriesQuery } from './history-api.ts'

type Icon = ComponentType<{ size?: number; stroke?: number }>

/** One kind of entry: its word, its picture, and how it is told. */
export interface Category {
  id: string
  name: string
  icon: Icon
  /** "hat telefoniert"; after the author's name. */
  said: string
  own: boolean
}

const builtIn = { note: IconNotes, call: IconPhone, mail: IconMail, meeting: IconUsers } as const
export type BuiltIn = keyof typeof builtIn
export const builtInIds = Object.keys(builtIn) as BuiltIn[]

/** The kinds one can write: the four everybody has, then the firm's own. */
export function useCategories(): Category[] {
  const t = useText()
  const { data: own = [] } = useQuery(categoriesQuery)
  const usual = builtInIds.map((id) => ({
    id: id as string,
    name: t(`timeline.${id}`),
    icon: builtIn[id] as Icon,
    said: t(`timeline.said.${id}`),
    own: false,
  }))
  return [
    ...usual,
    // One that only says again what everybody has would stand there twice.
    ...own
      .filter(({ name }) => !usual.some((one) => one.name.toLowerCase() === name.toLowerCase()))
      .map(({ id, name }) => ({
        id,
        name,
        icon: IconMessage2 as Icon,
        said: t('timeline.said.own', { name }),
        own: true,
      })),
  ]
}

/** How an entry of this kind is drawn and told; kinds nobody writes included. */
export function useCategoryOf(): (id: string) => Pick<Category, 'icon' | 'said' | 'name'> {
  const t = useText()
  const categories = useCategories()
  return (id) => {
    if (id === 'change') return { icon: IconPencil, name: t('timeline.change'), said: '' }
    if (id === 'task') return { icon: IconChecklist, name: t('timeline.task'), said: t('timeline.said.task') }
    if (id === 'file') return { icon: IconFile, name: t('timeline.file'), said: t('timeline.said.file') }
    return (
      categories.find((category) => category.id === id) ?? {
        icon: IconMessage2,
        name: '',
        said: t('timeline.said.note'),
      }
    )
  }
}
