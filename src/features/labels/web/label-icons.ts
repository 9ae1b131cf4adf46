import {
  IconBriefcase,
  IconCalendar,
  IconCar,
  IconClipboardCheck,
  IconCoffee,
  IconFile,
  IconFlag,
  IconGift,
  IconHeart,
  IconMail,
  IconMapPin,
  IconMessage,
  IconNote,
  IconPhone,
  IconPresentation,
  IconPrinter,
  IconReceipt,
  IconShare,
  IconStar,
  IconTarget,
  IconTool,
  IconToolsKitchen2,
  IconTruck,
  IconVideo,
} from '@tabler/icons-react'
import type { Icon } from '#ui/shell/pages.ts'

/** The icons an entry can have, by the name it is kept under. */
export const labelIcons = {
  note: IconNote,
  mail: IconMail,
  phone: IconPhone,
  calendar: IconCalendar,
  video: IconVideo,
  message: IconMessage,
  target: IconTarget,
  presentation: IconPresentation,
  printer: IconPrinter,
  clipboard: IconClipboardCheck,
  tools: IconToolsKitchen2,
  coffee: IconCoffee,
  truck: IconTruck,
  car: IconCar,
  place: IconMapPin,
  share: IconShare,
  heart: IconHeart,
  gift: IconGift,
  star: IconStar,
  flag: IconFlag,
  file: IconFile,
  receipt: IconReceipt,
  briefcase: IconBriefcase,
  tool: IconTool,
} as const satisfies Record<string, Icon>

export type LabelIconName = keyof typeof labelIcons
export const iconNames = Object.keys(labelIcons) as LabelIconName[]

/** The icon of this name; a flag for names of a later version. */
export function iconOf(name: string | null): Icon | undefined {
  if (name === null) return undefined
  return name in labelIcons ? labelIcons[name as LabelIconName] : IconFlag
}
