import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { MAIL_NAMES } from '../../mail-words.ts'
import type { TextBlock } from '../../terms.ts'
import '../invoices.css'
import { useKept } from './use-kept.ts'

const PLACES = ['intro', 'closing', 'mail', 'reminder'] as const

/** Texts with which documents and mails begin and end. */
export function BlocksPage() {
  const t = useText()
  const { save, remove, ...kept } = useKept<TextBlock>('/text-blocks', 'textBlock')
  const [open, setOpen] = useState<'new' | TextBlock>()
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('blocks.new')}
    </button>
  )
  return (
    <SettingsPage wide title={t('blocks.title')} text={t('blocks.text')} actions={add}>
      <Table
        {...kept}
        label={t('blocks.title')}
        empty={{ title: t('blocks.none') }}
        columns={columns(t, { open: setOpen, remove })}
      />
      {open && (
        <BlockSheet {...(open !== 'new' && { block: open })} save={save} onClose={() => setOpen(undefined)} />
      )}
    </SettingsPage>
  )
}

interface Acts {
  open: (row: TextBlock) => void
  remove: (id: string) => Promise<void>
}

function columns(t: Translate, acts: Acts): TableColumn<TextBlock>[] {
  return [
    {
      id: 'name',
      title: 'sales.name',
      wraps: true,
      draw: (block) => (
        <>
          <span>
            {block.name} {block.isDefault && <span className="badge green">{t('sales.default')}</span>}
          </span>
          <span className="second">{block.text.slice(0, 140)}</span>
        </>
      ),
    },
    { id: 'place', title: 'blocks.place', draw: ({ place }) => t(`blocks.place.${place}`) },
    {
      id: 'language',
      title: 'blocks.language',
      draw: ({ language }) => t(`blocks.language.${language}`),
    },
    {
      id: 'menu',
      draw: (block) => (
        <LineMenu
          name={block.name}
          items={[
            { id: 'edit', label: t('settings.edit'), run: () => acts.open(block) },
            {
              id: 'delete',
              label: t('settings.delete'),
              danger: true,
              run: () => void acts.remove(block.id),
            },
          ]}
        />
      ),
    },
  ]
}

interface BlockSheetProps {
  block?: TextBlock
  save: (id: string | undefined, body: object) => Promise<void>
  onClose: () => void
}

function BlockSheet({ block, save, onClose }: BlockSheetProps) {
  const t = useText()
  const first = {
    name: block?.name ?? '',
    place: block?.place ?? 'intro',
    language: block?.language ?? 'de',
    text: block?.text ?? '',
    isDefault: block?.isDefault ?? false,
  }
  const { values, fields, set, ...form } = useForm(first, (body) => save(block?.id, body), onClose)
  return (
    <FormSheet
      title={t(block ? 'blocks.edit' : 'blocks.new')}
      dirty={form.dirty}
      busy={form.busy}
      problem={form.problem}
      action={t('settings.save')}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextInput
        label={t('sales.name')}
        required
        error={fields['name']}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <div className="invoice-pair">
        <Select
          label={t('blocks.place')}
          allowDeselect={false}
          data={PLACES.map((value) => ({ value, label: t(`blocks.place.${value}`) }))}
          value={values.place}
          onChange={(place) => set({ place: place as TextBlock['place'] })}
        />
        <Select
          label={t('blocks.language')}
          allowDeselect={false}
          data={(['de', 'en'] as const).map((value) => ({ value, label: t(`blocks.language.${value}`) }))}
          value={values.language}
          onChange={(language) => set({ language: language as TextBlock['language'] })}
        />
      </div>
      <Textarea
        label={t('blocks.words')}
        description={
          values.place === 'mail'
            ? t('blocks.mail_hint', { names: MAIL_NAMES.map((name) => `{${name}}`).join(' ') })
            : undefined
        }
        autosize
        minRows={4}
        maxRows={14}
        error={fields['text']}
        value={values.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
      />
      <Switch
        label={t('blocks.default')}
        checked={values.isDefault}
        onChange={(event) => set({ isDefault: event.currentTarget.checked })}
      />
    </FormSheet>
  )
}
