import { TagsInput } from '@mantine/core'
import { useText } from '../texts.ts'

interface TagInputProps {
  label: string
  value: string[]
  /** Tags there are already; any other word makes a new one. */
  known: string[]
  onChange: (tags: string[]) => void
  autoFocus?: boolean
}

/** Tags: choose from those there are, or type a new one and press Enter or a comma. */
export function TagInput({ label, value, known, onChange, autoFocus }: TagInputProps) {
  const t = useText()
  return (
    <TagsInput
      label={label}
      value={value}
      data={known}
      onChange={onChange}
      placeholder={value.length ? '' : t('tags.add')}
      splitChars={[',', ';']}
      acceptValueOnBlur
      isDuplicate={(tag, current) => current.some((other) => other.toLowerCase() === tag.toLowerCase())}
      data-autofocus={autoFocus}
    />
  )
}
