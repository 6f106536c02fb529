import { hash, verify } from '@node-rs/argon2'

/** Argon2id (the library's default) with the parameters that OWASP recommends. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// The hash of nobody's password, made with the same cost.
const decoy =
  '$argon2id$v=19$m=19456,t=2,p=1$He/duU/I+yVwLDxtuY98Uw$5+Ogi/8ZTMXG3Zml4IsJLF+abp87TEqrmGvO+xpU6hI'

/** The same characters typed on different keyboards are the same password. */
const normal = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string) => hash(normal(password), cost)

/** Takes as long for an account that does not exist as for a wrong password. */
export async function verifyPassword(stored: string | null | undefined, password: string) {
  const matches = await verify(stored ?? decoy, normal(password))
  return stored ? matches : false
}
