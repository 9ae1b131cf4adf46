import { Select, Textarea, TextInput } from '@mantine/core'
import { KeptPage, type KeptSheetProps } from '#features/settings/web/kept-page.tsx'
import { useKept } from '#features/settings/web/kept.ts'
import type { TableColumn } from '#features/settings/web/table.tsx'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { PLACEHOLDERS, type MailTemplate } from '../../template.ts'

const LANGUAGES = ['de', 'en'] as const

/** Texts that are written again and again. */
export function TemplatesPage() {
  const kept = useKept<MailTemplate>('/mail-templates', 'mail-template')
  return <KeptPage words="templates" kept={kept} columns={columns(useText())} Sheet={TemplateSheet} />
}

const columns = (t: Translate): TableColumn<MailTemplate>[] => [
  {
    id: 'name',
    title: 'templates.name',
    wraps: true,
    draw: (template) => (
      <>
        <span>{template.name}</span>
        <span className="second">{template.subject || template.text.slice(0, 140)}</span>
      </>
    ),
  },
  {
    id: 'language',
    title: 'templates.language',
    draw: ({ language }) => t(`templates.language.${language}`),
  },
]

function TemplateSheet({ row, save, onClose }: KeptSheetProps<MailTemplate>) {
  const t = useText()
  const first = {
    name: row?.name ?? '',
    language: row?.language ?? 'de',
    subject: row?.subject ?? '',
    text: row?.text ?? '',
  }
  const { values, set, typed, sheet } = useForm(first, save, onClose)
  const names = Object.keys(PLACEHOLDERS[values.language]).map((name) => `{${name}}`)
  return (
    <FormSheet {...sheet} title={t(row ? 'templates.edit' : 'templates.new')} action={t('settings.save')}>
      <TextInput label={t('templates.name')} required data-autofocus maxLength={100} {...typed('name')} />
      <Select
        label={t('templates.language')}
        allowDeselect={false}
        data={LANGUAGES.map((value) => ({ value, label: t(`templates.language.${value}`) }))}
        value={values.language}
        onChange={(language) => language && set({ language })}
      />
      <TextInput label={t('templates.subject')} maxLength={1000} {...typed('subject')} />
      <Textarea
        label={t('templates.words')}
        description={t('templates.hint', { names: names.join(' ') })}
        autosize
        minRows={6}
        maxRows={16}
        {...typed('text')}
      />
    </FormSheet>
  )
}
