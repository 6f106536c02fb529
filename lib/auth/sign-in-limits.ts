import { AppError } from '../errors'
import { giveBack, type Limit, spend } from './rate-limits'

type Try = { email: string; address: string; device: string | undefined }

const refused = (wait: string, device: string | undefined) =>
  new AppError(
    'rate_limited',
    device
      ? `Too many tries. Please wait ${wait}, or reset your password.`
      : `Too many tries. Please wait ${wait}, use a browser you have signed in with before, or reset your password.`,
  )

/**
 * Counts a try to sign in before the password is looked at, so that tries at the same moment count
 * too, and answers how to take it back once the password was right. A known browser spends its own
 * allowance only. Accounts that do not exist are counted alike.
 */
export async function countSignIn({ email, address, device }: Try): Promise<() => Promise<void>> {
  const counted: [Limit, string][] = device
    ? [['signInDevice', `${email}:${device}`]]
    : [
        ['signInAddress', address],
        ['signInAccount', email],
      ]
  for (const [limit, key] of counted) {
    const spent = await spend(limit, key)
    if (!spent.ok) throw refused(spent.wait, device)
  }
  return async () => {
    for (const [limit, key] of counted) await giveBack(limit, key)
  }
}
