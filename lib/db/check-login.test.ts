import { describe, expect, it } from 'vitest'
import { checkLogin } from './check-login'

describe('the login that the product runs on', () => {
  it('is refused when it owns the tables, or is a superuser', async () => {
    await expect(checkLogin(process.env.DATABASE_URL, 'APP_DATABASE_URL')).rejects.toThrow(
      /The login .+ (owns tables|is a superuser).* Point APP_DATABASE_URL at/,
    )
  })

  it.each(['APP_DATABASE_URL', 'WORKER_DATABASE_URL', 'JOBS_DATABASE_URL'])(
    'is taken when it is %s of the set-up',
    async (name) => {
      await expect(checkLogin(process.env[name], name)).resolves.toBeUndefined()
    },
  )

  it('must be named', async () => {
    await expect(checkLogin(undefined, 'APP_DATABASE_URL')).rejects.toThrow(
      'APP_DATABASE_URL is not set',
    )
  })
})
