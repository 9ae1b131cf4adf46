import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { FilledDesk } from '../groupware/filled-desk.ts'
import { barriers } from './axe.ts'

/** Connects the account of a desk as a person does, from the list of accounts to the page of this one. */
export async function connectAccount(
  page: Page,
  { address, access }: Pick<FilledDesk, 'address' | 'access'>,
): Promise<void> {
  await page.goto('/settings/groupware')
  await page.getByRole('button', { name: 'Konto verbinden' }).click()
  const sheet = page.getByRole('dialog', { name: 'Konto verbinden' })
  if (access.kind === 'graph') {
    await sheet.getByRole('button', { name: 'Bei Microsoft anmelden' }).click()
  } else {
    await sheet.getByLabel('E-Mail-Adresse').fill(address)
    await sheet.getByLabel('Passwort', { exact: true }).fill(access.password)
    await sheet.getByLabel('Benutzername').fill(access.userName)
    await sheet.getByRole('button', { name: 'Server selbst eintragen' }).click()
    const receiving = sheet.getByRole('group', { name: 'Mails empfangen (IMAP)' })
    await receiving.getByLabel('Server').fill('127.0.0.1')
    await receiving.getByLabel('Verschlüsselung').selectOption('keine')
    await receiving.getByLabel('Port').fill(String(access.imapPort))
    await sheet.getByLabel('Termine und Aufgaben (CalDAV)').fill(access.davUrl)
    await sheet.getByLabel('Kontakte (CardDAV)').fill(access.davUrl)
    await sheet.getByRole('button', { name: 'Verbinden', exact: true }).click()
  }
  await page.getByRole('heading', { name: address }).waitFor()
}

/** Connects a mailbox with the rights of the firm, as its administrator does. */
export async function connectFirmMailbox(page: Page, address: string, owner: string): Promise<void> {
  await page.goto('/settings/firm-groupware')
  await page.getByRole('button', { name: 'Postfach der Firma verbinden' }).click()
  const sheet = page.getByRole('dialog', { name: 'Postfach der Firma verbinden' })
  await sheet.getByLabel('Adresse des Postfachs').fill(address)
  await sheet.getByLabel('Gehört').selectOption(owner)
  expect(await barriers(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Verbinden', exact: true }).click()
  await page.getByRole('row').filter({ hasText: address }).waitFor()
}
