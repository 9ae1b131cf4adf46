/** Names without which a line of a file says nothing. */
const always = ['kind', 'firstName', 'lastName', 'companyName', 'position']

/** The columns of the list that an export calls otherwise, or has with the names. */
const otherwise: Record<string, string[]> = {
  name: [],
  company: [],
  city: ['address'],
  created: ['createdAt'],
  updated: ['updatedAt'],
  last_activity: [],
}

/** The columns of an export that hold what these columns of the list show. */
export function exportedColumns(shown: string[]): string {
  return [...always, ...shown.flatMap((id) => otherwise[id] ?? [id])].join(',')
}
