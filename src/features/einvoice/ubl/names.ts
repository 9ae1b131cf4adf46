// Universal Business Language 2.1 (ISO/IEC 19845), bound to EN 16931 by CEN/TS 16931-3-2.

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:'

/** Namespaces of an invoice in UBL, with the prefixes this code calls them by. */
export const UBL_NAMESPACES = {
  ubl: `${UBL}Invoice-2`,
  cn: `${UBL}CreditNote-2`,
  cac: `${UBL}CommonAggregateComponents-2`,
  cbc: `${UBL}CommonBasicComponents-2`,
}

/** BT-90 stands among the identifiers of the seller or payee, under this scheme. */
export const SEPA = 'SEPA'

/** Stands for the order number where only the seller's own is known: UBL demands one. */
export const NO_ORDER = 'NA'
