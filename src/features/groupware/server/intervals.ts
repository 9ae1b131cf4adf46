/** After so many seconds an account is asked again for appointments, tasks and contacts where it does not tell by itself. */
export const ASK_AGAIN = 300
/** The same for mails; a little less than the minute in which it is looked at what is due. */
export const ASK_MAILS_AGAIN = 50
/** Who tells by itself is asked all the same, for what may have been missed. */
export const ASK_WHO_TELLS = 1800
