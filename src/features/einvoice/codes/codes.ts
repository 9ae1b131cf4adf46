/** A code list out of its codes, written one behind the other. */
export const codes = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))
