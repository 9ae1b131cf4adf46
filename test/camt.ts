interface Entry {
  amount: string
  day: string
  name?: string
  iban?: string
  purpose?: string
  endToEnd?: string
  status?: string
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A statement of a bank (camt.053.001.08) with these entries; a negative amount went out. */
export function camt(reference: string, entries: readonly Entry[], iban = 'DE89370400440532013000'): string {
  const rows = entries.map(
    ({ amount, day, name = '', iban: from, purpose = '', endToEnd, status = 'BOOK' }) => {
      const isOut = amount.startsWith('-')
      const side = isOut ? 'Cdtr' : 'Dbtr'
      const account = from ? `<${side}Acct><Id><IBAN>${from}</IBAN></Id></${side}Acct>` : ''
      return `<Ntry><Amt Ccy="EUR">${amount.replace('-', '')}</Amt><CdtDbtInd>${isOut ? 'DBIT' : 'CRDT'}</CdtDbtInd>
<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt>
<NtryDtls><TxDtls><Refs><EndToEndId>${endToEnd ?? 'NOTPROVIDED'}</EndToEndId></Refs>
<RltdPties><${side}><Pty><Nm>${escaped(name)}</Nm></Pty></${side}>${account}</RltdPties>
<RmtInf><Ustrd>${escaped(purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
    },
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>
<Stmt><Id>${reference}</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
${rows.join('\n')}</Stmt></BkToCstmrStmt></Document>`
}
