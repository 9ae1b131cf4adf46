import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { useForm } from '#features/settings/web/use-form.ts'
import { SecretSheet } from '#features/users/web/secret-sheet.tsx'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { FEED_PARTS, USUAL_PARTS, type CalendarFeedShown, type FeedPart } from '../../feed.ts'

interface FeedSheetProps {
  onCreated: () => Promise<unknown>
  onClose: () => void
}

interface Values {
  name: string
  include: FeedPart[]
}

/** Makes an address to subscribe to and shows it, this once. */
export function FeedSheet({ onCreated, onClose }: FeedSheetProps) {
  const t = useText()
  const [made, setMade] = useState<CalendarFeedShown>()
  const send = async ({ name, include }: Values) => {
    const body = { include, ...(name.trim() === '' ? {} : { name }) }
    setMade(await call('POST', '/calendars', { body }))
    await onCreated()
  }
  const first: Values = { name: '', include: [...USUAL_PARTS] }
  const form = useForm(first, send, () => undefined)
  if (made)
    return (
      <SecretSheet
        title={t('feeds.made')}
        text={t('feeds.once')}
        secret={made.url}
        kept={t('feeds.kept')}
        onClose={onClose}
      >
        <a className="button" href={made.url.replace(/^https?:/, 'webcal:')}>
          {t('feeds.open')}
        </a>
      </SecretSheet>
    )
  return (
    <FormSheet {...form.sheet} title={t('feeds.new')} action={t('feeds.create')} onClose={onClose}>
      <TextInput
        autoFocus
        label={t('feeds.name')}
        description={t('feeds.name_hint')}
        value={form.values.name}
        error={form.fields['name']}
        onChange={(event) => form.set({ name: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('feeds.include')}
        value={form.values.include}
        error={form.fields['include']}
        onChange={(include) => form.set({ include })}
      >
        {FEED_PARTS.map((part) => (
          <Checkbox
            key={part}
            mt="xs"
            value={part}
            label={t(`feeds.part.${part}`)}
            description={t(`feeds.part.${part}_text`)}
          />
        ))}
      </Checkbox.Group>
    </FormSheet>
  )
}
