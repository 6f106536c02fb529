/** Domains that hand out mailboxes for minutes. */
const domains = new Set(
  `10minutemail.com 33mail.com anonbox.net burnermail.io dispostable.com dropmail.me emailondeck.com
  fakeinbox.com getairmail.com getnada.com guerrillamail.com guerrillamail.info inboxkitten.com
  mail-temp.com mailcatch.com maildrop.cc mailinator.com mailnesia.com mailsac.com mintemail.com mohmal.com
  mytemp.email sharklasers.com spam4.me spamgourmet.com temp-mail.io temp-mail.org tempail.com
  tempmail.dev throwawaymail.com trashmail.com trashmail.de yopmail.com yopmail.fr`.split(/\s+/),
)

export const isDisposable = (email: string) => domains.has(email.slice(email.lastIndexOf('@') + 1))
