import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { ItemStore } from '#connectors/groupware/groupware.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { DESK_KINDS } from '../groupware/filled-desk.ts'
import type { FilledDesk } from '../groupware/filled-desk.ts'
import { aCard } from '../groupware/port-samples.ts'
import { barriers } from './axe.ts'
import { CHROMIUM, openOffice } from './browser.ts'
import type { Office } from './browser.ts'
import { call, nameCell, signIn, soon } from './person.ts'

const ada = { email: 'ada@example.com', password: 'ein langes Kennwort' }

describe.each(DESK_KINDS.filter(({ isThere }) => isThere && CHROMIUM))(
  'contact persons and an address book ($name)',
  ({ start }) => {
    let office: Office
    let page: Page
    let desk: FilledDesk
    let book: ItemStore<CardItem>
    const ids: string[] = []

    beforeAll(async () => {
      desk = await start('anna@muster.example')
      const [first] = (await desk.groupware.collections('contact')).filter(({ writable }) => writable)
      book = desk.groupware.items('contact', first?.id ?? '')
      const admin = { KONTOR_ADMIN_EMAIL: ada.email, KONTOR_ADMIN_PASSWORD: ada.password }
      office = await openOffice({ ...admin, ...desk.environment })
      page = await office.visit()
      await signIn(page, ada)
      const firm = await contact({
        kind: 'company',
        companyName: 'Kunde Werke GmbH',
        details: [{ kind: 'web', value: 'https://kunde-werke.de' }],
      })
      for (let at = 0; at < 20; at++)
        ids.push(
          await contact({
            kind: 'person',
            firstName: 'Pia',
            lastName: `Person-${String(at).padStart(2, '0')}`,
            companyId: firm,
            details: [{ kind: 'email', value: `person${at}@kunde-werke.de` }],
          }),
        )
      const { id } = await desk.connect((method, path, body) => call(page, method, path, body))
      await call(page, 'POST', `/groupware/accounts/${id}/collections/refresh?area=contact`, {})
    })
    afterAll(async () => {
      await Promise.all([office?.close(), desk?.stop()])
      expect(office.complaints).toEqual([])
    })

    const contact = async (input: object) => (await call<{ id: string }>(page, 'POST', '/contacts', input)).id
    const cards = async () => (await book.changes(null, { limit: 500 })).changed
    const cardOf = async (name: string) =>
      (await cards()).find(({ item }) => `${item.displayName} ${item.lastName}`.includes(name))
    const next = () => page.getByRole('button', { name: 'Weiter' }).click()

    test('twenty of them are found, moved to the right and exported', async () => {
      await page.getByRole('button', { name: 'Abgleich mit der Groupware' }).click()
      await page.getByRole('menuitem', { name: 'Ansprechpartner exportieren' }).click()
      const left = page.getByRole('listbox', { name: 'Gefunden' })
      const right = page.getByRole('listbox', { name: 'Zu exportieren' })
      await page.getByText('20 gefunden').waitFor()
      expect(await barriers(page)).toEqual([])
      await left.getByRole('option', { name: /Person-00/ }).dblclick()
      await right.getByRole('option', { name: /Person-00/ }).waitFor()
      await left.getByRole('option', { name: /Person-01/ }).click()
      await left.getByRole('option', { name: /Person-02/ }).click({ modifiers: ['Shift'] })
      await page.keyboard.press('Enter')
      await soon(() => right.getByRole('option').count()).toBe(3)
      await page.getByRole('button', { name: 'Alle hinzufügen' }).click()
      await page.getByText('20 neu').waitFor()
      await next()
      await page.getByRole('radio', { name: /Nur Neues und Geändertes/ }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Exportieren', exact: true }).click()
      const result = page.getByRole('region', { name: 'Ergebnis je Kontakt' })
      await result.getByRole('link', { name: /Person-19/ }).waitFor()
      await page.getByText('neu angelegt').first().waitFor()
      expect(await barriers(page)).toEqual([])
      expect(await cards()).toHaveLength(20)
    })

    test('what changes on either side follows, a new picture too', async () => {
      const theirs = await cardOf('Person-01')
      if (theirs) await book.change(theirs, { ...theirs.item, position: 'Einkauf' }, ['position'])
      await call(page, 'PATCH', `/contacts/${ids[2]}`, { position: 'Verkauf' })
      await givePicture(page, ids[3] ?? '')
      await page.goto('/groupware/contacts/export')
      await page.getByText('20 schon dort').waitFor()
      await next()
      await page.getByRole('button', { name: 'Exportieren', exact: true }).click()
      await page.getByRole('region', { name: 'Ergebnis je Kontakt' }).waitFor()
      await soon(async () => (await cardOf('Person-02'))?.item.position).toBe('Verkauf')
      await soon(async () => (await cardOf('Person-03'))?.item.photo).not.toBeNull()
      await soon(() => positionOf(ids[1])).toBe('Einkauf')
    })

    const positionOf = async (id = '') =>
      (await call<{ position: string | null }>(page, 'GET', `/contacts/${id}`)).position

    test('the switch on a contact takes it out of the address book', async () => {
      await page.goto(`/contacts/${ids[19]}`)
      await page.getByRole('button', { name: 'In der Groupware' }).click()
      await soon(() => cards().then((all) => all.length)).toBe(19)
      await page.getByRole('button', { name: 'In die Groupware übernehmen' }).waitFor()
    })

    test('who is only there is offered with a company, but nobody twice', async () => {
      await book.create(person('sure', 'P.', 'Person-05', { email: 'person5@kunde-werke.de' }))
      await book.create(person('maybe', 'Pia', 'Person-06', { company: 'Kunde Werke' }))
      await book.create(person('new', 'Nora', 'Neumann', { email: 'nora@kunde-werke.de' }))
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: /^Suchen oder Befehl/ }).fill('Ansprechpartner imp')
      await page.getByRole('option', { name: /Ansprechpartner importieren/ }).click()
      const row = (name: RegExp) => page.getByRole('row').filter({ hasText: name })
      await row(/Nora Neumann.*Kunde Werke GmbH.*Keine Dublette/).waitFor()
      await row(/Pia Person-06.*Mögliche Dublette/).waitFor()
      await row(/P\. Person-05.*Sichere Dublette.*gleiche E-Mail-Adresse/).waitFor()
      const box = (name: RegExp) => row(name).getByRole('checkbox')
      expect(await box(/Nora Neumann/).isChecked()).toBe(true)
      expect(await box(/Pia Person-06.*Mögliche/).isChecked()).toBe(false)
      expect(await box(/P\. Person-05/).isChecked()).toBe(false)
      expect(await box(/P\. Person-05/).getAttribute('aria-disabled')).toBe('true')
      expect(await barriers(page)).toEqual([])
    })

    test('the sure one can be linked, the new one is imported, another is never shown again', async () => {
      await page.getByRole('button', { name: 'Mit vorhandenem verknüpfen' }).click()
      const sheet = page.getByRole('dialog', { name: 'P. Person-05' })
      await sheet.getByRole('button', { name: /^Ist dieser Kontakt.*Pia Person-05/ }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page
        .getByRole('row')
        .filter({ hasText: /Pia Person-06.*Mögliche/ })
        .dblclick()
      await page.getByRole('dialog').getByRole('button', { name: 'Nie mehr anzeigen' }).click()
      await page.getByRole('button', { name: '1 ausgeblendet' }).waitFor()
      await page.getByText('1 zu importieren').waitFor()
      await page.getByRole('button', { name: 'Ansprechpartner importieren' }).click()
      await page.getByRole('link', { name: 'Importierte anzeigen' }).waitFor()
      expect(await barriers(page)).toEqual([])
      await page.getByRole('link', { name: 'Importierte anzeigen' }).click()
      await nameCell(page, 'Nora Neumann').waitFor()
      await page.getByText('Kunde Werke GmbH').first().waitFor()
    })
  },
)

/** A small picture, as the page of a contact sends one. */
async function givePicture(page: Page, id: string): Promise<void> {
  const background = 'teal'
  const picture = sharp({ create: { width: 40, height: 40, channels: 3, background } }).png()
  await page.evaluate(
    async ([id, bytes]) => {
      const headers = { 'content-type': 'image/png' }
      const body = new Uint8Array(bytes)
      const answer = await fetch(`/api/v1/contacts/${id}/photo`, { method: 'PUT', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [id, [...(await picture.toBuffer())]] as const,
  )
}

const NOTHING = {
  title: '',
  middleName: '',
  suffix: '',
  department: '',
  position: '',
  phones: [],
  websites: [],
  addresses: [],
  categories: [],
  birthday: null,
}

/** Somebody as little is known of them as of most in an address book. */
function person(
  uid: string,
  firstName: string,
  lastName: string,
  { email, company = '' }: { email?: string; company?: string },
): CardItem {
  const emails = email === undefined ? [] : [{ category: 'work' as const, value: email }]
  const displayName = `${firstName} ${lastName}`
  return aCard(uid, { ...NOTHING, firstName, lastName, displayName, company, emails })
}
