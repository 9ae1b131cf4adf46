import { Select, Switch, Textarea, TextInput } from '@mantine/core'
import { KeptPage, type KeptSheetProps } from '#features/settings/web/kept-page.tsx'
import { useKept } from '#features/settings/web/kept.ts'
import type { TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { MAIL_NAMES } from '../../mail-words.ts'
import type { TextBlock } from '../../terms.ts'
import '../invoices.css'

const PLACES = ['intro', 'closing', 'mail', 'reminder'] as const
const LANGUAGES = ['de', 'en'] as const

/** Texts with which documents and mails begin and end. */
export function BlocksPage() {
  const kept = useKept<TextBlock>('/text-blocks', 'textBlock')
  return <KeptPage words="blocks" kept={kept} columns={columns(useText())} Sheet={BlockSheet} />
}

const columns = (t: Translate): TableColumn<TextBlock>[] => [
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
  { id: 'language', title: 'blocks.language', draw: ({ language }) => t(`blocks.language.${language}`) },
]

function BlockSheet({ row, save, onClose }: KeptSheetProps<TextBlock>) {
  const t = useText()
  const first = {
    name: row?.name ?? '',
    place: row?.place ?? 'intro',
    language: row?.language ?? 'de',
    text: row?.text ?? '',
    isDefault: row?.isDefault ?? false,
  }
  const { values, set, typed, ticked, sheet } = useForm(first, save, onClose)
  return (
    <FormSheet {...sheet} title={t(row ? 'blocks.edit' : 'blocks.new')} action={t('settings.save')}>
      <TextInput label={t('sales.name')} required data-autofocus maxLength={100} {...typed('name')} />
      <div className="invoice-pair">
        <Select
          label={t('blocks.place')}
          allowDeselect={false}
          data={PLACES.map((value) => ({ value, label: t(`blocks.place.${value}`) }))}
          value={values.place}
          onChange={(place) => place && set({ place })}
        />
        <Select
          label={t('blocks.language')}
          allowDeselect={false}
          data={LANGUAGES.map((value) => ({ value, label: t(`blocks.language.${value}`) }))}
          value={values.language}
          onChange={(language) => language && set({ language })}
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
        {...typed('text')}
      />
      <Switch label={t('blocks.default')} {...ticked('isDefault')} />
    </FormSheet>
  )
}
