/** Somebody as a mail or an invitation names them; the address in small letters, the name may be empty. */
export interface PersonItem {
  name: string
  email: string
}
