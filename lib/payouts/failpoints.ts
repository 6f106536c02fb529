let hook: ((step: string) => void | Promise<void>) | undefined

/** For tests: what happens at each step of a payout, such as an end of the process. */
export const atFailpoints = (next: typeof hook) => {
  hook = next
}

/** A step after which everything may be lost; nothing happens here in production. */
export async function failpoint(step: string) {
  if (hook) await hook(step)
}
