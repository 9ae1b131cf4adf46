import { IconBuilding, IconUpload, IconUser } from '@tabler/icons-react'
import { Suspense, useMemo, type ComponentType } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { formatDay } from '#ui/format.ts'
import type {
  BulkAction,
  Card,
  Column,
  ListDescription,
  ListProps,
  Option,
  RowKey,
  View,
} from '#ui/list/description.ts'
import { lazy } from '#ui/lazy.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import type { MenuItem } from '#ui/menu.tsx'
import { saying, useLanguage, useText, type Translate } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import { useChangeContact } from '../change-contact.ts'
import { primaryOf, useVocabulary, type Vocabulary } from '../contact-api.ts'
import { ContactFace, LabelBadge } from '../contact-parts.tsx'
import { openContactForm, openDelete, openTags } from '../form/dialogs.ts'
import { contactColumns } from './contact-columns.tsx'
import { contactFilters, contactParams } from './contact-filters.ts'
import './contact-list.css'
import { contactQuestion } from './contact-question.ts'
import { Marks } from './highlighted.tsx'
import { useNamed } from './named-contacts.ts'
import { isAboutFlaws } from './quality-filters.ts'
import { contactMenu } from './row-menu.ts'
import { useContactActions } from './bulk-actions.ts'
import { Tools } from './export-tools.tsx'

const ContactPeek = lazy(() =>
  saying('contact', import('./contact-peek.tsx')).then((m) => ({ default: m.ContactPeek })),
)

interface ContactListProps {
  /** Saved views, beside the ones that are always there. */
  views: View[]
  onSaveView: NonNullable<ListProps<Contact>['onSaveView']>
  onDeleteView: (view: View) => void
  /** The import whose contacts the address asks for, by name. */
  run: Option | undefined
  /** What a higher feature adds to the side panel. */
  PeekMore?: ComponentType<{ contact: Contact }>
  /** What higher features can do with chosen contacts. */
  bulkActions?: BulkAction[]
  /** What higher features can do with one contact. */
  moreMenu?: (contact: Contact, t: Translate) => MenuItem[]
  /** What higher features can do with contacts at all, under its name. */
  moreTools?: { label: string; items: MenuItem[] }
  /** What higher features know of each contact; always the same array. */
  moreColumns?: Column<Contact>[]
}

const NO_COLUMNS: Column<Contact>[] = []

/** The list of all contacts one may see. */
export function ContactList({
  views,
  onSaveView,
  onDeleteView,
  PeekMore,
  run,
  bulkActions,
  moreMenu,
  moreTools,
  moreColumns = NO_COLUMNS,
}: ContactListProps) {
  const t = useText()
  const go = useNavigate()
  const change = useChangeContact()
  const known = useVocabulary()
  const description = useDescription(known, run, moreColumns)
  const guest = useUser().role === 'guest'
  const open = (contact: Contact) => void go(`/contacts/${contact.id}`)
  return (
    <List
      description={description}
      onOpen={open}
      renderPeek={(id) => (
        <Suspense>
          <ContactPeek key={id} id={id} More={PeekMore} />
        </Suspense>
      )}
      rowMenu={(contact) =>
        contactMenu(contact, { t, known, change, open, more: guest ? undefined : moreMenu })
      }
      rowKeys={rowKeys}
      views={[...presets(t), ...views]}
      onSaveView={onSaveView}
      onDeleteView={onDeleteView}
      renderTools={(now) => <Tools {...now} more={moreTools} />}
      bulkActions={useContactActions(bulkActions)}
      Marks={Marks}
      empty={<NoContacts />}
    />
  )
}

function useDescription(
  known: Vocabulary,
  run: Option | undefined,
  moreColumns: Column<Contact>[],
): ListDescription<Contact> {
  const t = useText()
  const language = useLanguage()
  const [params] = useSearchParams()
  const aboutFlaws = isAboutFlaws(params)
  const { types, temperatures, tags, fields, users, groups } = known
  const contacts = useNamed(contactParams(fields).flatMap((param) => params.getAll(param)))
  const filters = useMemo(
    () => contactFilters({ types, temperatures, tags, fields, users, groups }, t, { contacts, run }),
    [types, temperatures, tags, fields, users, groups, t, contacts, run],
  )
  return useMemo(() => {
    const known = { types, temperatures, tags, fields, users, groups }
    return {
      id: 'contacts',
      kind: 'contact',
      title: 'contacts.title',
      countText: 'contacts.count',
      columns: [...contactColumns(known, aboutFlaws), ...moreColumns],
      filters,
      defaultSort: 'displayName',
      searchFields: language === 'de' ? germanFields : englishFields,
      rowId: (contact) => contact.id,
      rowName: (contact) => contact.displayName,
      card: (contact) => cardOf(contact, known),
      ...contactQuestion,
    }
  }, [types, temperatures, tags, fields, users, groups, filters, language, aboutFlaws, moreColumns])
}

type SearchFields = NonNullable<ListDescription<Contact>['searchFields']>

const germanFields: SearchFields = [
  { field: 'firma', text: 'contacts.company' },
  { field: 'ort', text: 'contacts.city' },
  { field: 'tel', text: 'contacts.phone' },
  { field: 'mail', text: 'contacts.email' },
]
const englishFields: SearchFields = [
  { field: 'company', text: 'contacts.company' },
  { field: 'city', text: 'contacts.city' },
  { field: 'phone', text: 'contacts.phone' },
  { field: 'email', text: 'contacts.email' },
]

const rowKeys: RowKey<Contact>[] = [
  {
    id: 'contact.edit',
    text: 'contacts.key.edit',
    keys: ['e'],
    run: (contact) => contact.can.includes('change') && void openContactForm({ kind: contact.kind, contact }),
  },
  {
    id: 'contact.tags',
    text: 'contacts.key.tags',
    keys: ['t'],
    run: (contact) => contact.can.includes('change') && void openTags({ contact }),
  },
  {
    id: 'contact.delete',
    text: 'contacts.key.delete',
    keys: ['Delete'],
    run: (contact) => contact.can.includes('delete') && void openDelete({ contact }),
  },
]

function presets(t: Translate): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort: 'displayName', filters },
  })
  return [
    preset('persons', t('contacts.persons'), { kind: ['person'] }),
    preset('companies', t('contacts.companies'), { kind: ['company'] }),
    preset('mine', t('contacts.mine'), { manager: ['me'] }),
  ]
}

function cardOf(contact: Contact, known: Vocabulary): Card {
  const city = primaryOf(contact.details, 'address')?.value.city
  const employer = contact.kind === 'person' ? contact.companyName : contact.industry
  return {
    mark: <ContactFace contact={contact} large />,
    title: contact.displayName,
    subtitle: [employer, city].filter(Boolean).join(' · '),
    side: <LabelBadge label={known.types.find((type) => type.id === contact.typeId)} />,
    meta: formatDay(contact.lastActivityAt),
  }
}

function NoContacts() {
  const t = useText()
  const user = useUser()
  return (
    <EmptyList
      title={t('contacts.empty_title')}
      text={t(user.role === 'guest' ? 'contacts.empty_guest' : 'contacts.empty')}
    >
      {user.role !== 'guest' && (
        <>
          <button
            type="button"
            className="button primary"
            onClick={() => void openContactForm({ kind: 'person' })}
          >
            <IconUser size={16} stroke={1.75} />
            {t('contacts.new_person')}
          </button>
          <button type="button" className="button" onClick={() => void openContactForm({ kind: 'company' })}>
            <IconBuilding size={16} stroke={1.75} />
            {t('contacts.new_company')}
          </button>
          <Link className="button" to="/contacts/import">
            <IconUpload size={16} stroke={1.75} />
            {t('contacts.import')}
          </Link>
        </>
      )}
      {user.role === 'admin' && <p className="muted empty-hint">{t('contacts.empty_sample')}</p>}
    </EmptyList>
  )
}
