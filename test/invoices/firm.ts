import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { TestApp } from '../app.ts'

/** A firm that may issue invoices. */
export const firm = {
  name: 'Muster Reinigung GmbH',
  street: 'Hauptstraße',
  houseNumber: '12',
  postalCode: '50667',
  city: 'Köln',
  country: 'DE',
  vatId: 'DE136695976',
  taxNumber: '215/5432/1234',
  email: 'rechnung@muster.example',
  phone: '+49 221 123450',
  contactName: 'Ada Admin',
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  accountHolder: 'Muster Reinigung GmbH',
  register: 'Amtsgericht Köln, HRB 12345',
  legalForm: 'GmbH',
  seat: 'Köln',
  directors: 'Ada Admin',
}

/** Its taxes. */
export async function taxes(app: TestApp): Promise<void> {
  const { rows } = await sql`select 1 from tax limit 1`.execute(app.house.db)
  if (rows.length > 0) return
  for (const [position, [code, category, rate, reason, vatex]] of TAXES.entries()) {
    const id = randomUUIDv7()
    await sql`
      insert into tax (id, code, name, category, reason, reason_code, position)
      values (${id}, ${code}, ${code}, ${category}, ${JSON.stringify({ de: reason })}::jsonb, ${vatex ?? null}, ${position})`.execute(
      app.house.db,
    )
    await sql`insert into tax_rate (tax_id, valid_from, rate) values (${id}, '2000-01-01', ${rate})`.execute(
      app.house.db,
    )
  }
}

const REVERSE = 'Steuerschuldnerschaft des Leistungsempfängers'
const TAXES: readonly [string, string, string, string, string?][] = [
  ['standard', 'S', '19', ''],
  ['reduced', 'S', '7', ''],
  ['zero', 'Z', '0', 'Steuersatz 0 % (§ 12 Abs. 3 UStG)'],
  ['small-business', 'E', '0', 'Kleinunternehmer (§ 19 UStG)'],
  ['reverse-charge-cleaning', 'AE', '0', REVERSE, 'VATEX-EU-AE'],
  ['reverse-charge-construction', 'AE', '0', REVERSE, 'VATEX-EU-AE'],
  ['reverse-charge-eu', 'AE', '0', REVERSE, 'VATEX-EU-AE'],
  ['intra-community', 'K', '0', 'Steuerfreie innergemeinschaftliche Lieferung', 'VATEX-EU-IC'],
  ['export', 'G', '0', 'Steuerfreie Ausfuhrlieferung', 'VATEX-EU-G'],
  ['exempt', 'E', '0', 'Steuerfrei'],
]
