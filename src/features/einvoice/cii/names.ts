// UN/CEFACT Cross Industry Invoice D16B, bound to EN 16931 by CEN/TS 16931-3-3; the syntax inside of ZUGFeRD too.

const DATA = 'urn:un:unece:uncefact:data:standard:'

/** Namespaces of an invoice in CII, with the prefixes this code calls them by. */
export const CII_NAMESPACES = {
  rsm: `${DATA}CrossIndustryInvoice:100`,
  ram: `${DATA}ReusableAggregateBusinessInformationEntity:100`,
  udt: `${DATA}UnqualifiedDataType:100`,
  qdt: `${DATA}QualifiedDataType:100`,
}

/** When the tax falls due (BT-8): UNTDID 2005 in the model and UBL, UNTDID 2475 in CII. */
export const TAX_POINT_CODES: readonly [model: string, cii: string][] = [
  ['3', '5'],
  ['35', '29'],
  ['432', '72'],
]
