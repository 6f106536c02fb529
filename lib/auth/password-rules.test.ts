import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rules'

const about = {
  email: 'ada.lovelace@example.com',
  name: 'Ada Lovelace',
  workspace: 'Northwind Agency',
}

describe('passwordProblem', () => {
  it.each([
    'passwordpassword',
    'Password1234!',
    'p@ssw0rd2024!!',
    'qwertyuiop123',
    'letmein1234567',
    'Basketball2024!',
  ])('refuses %s as commonly tried', (password) => {
    expect(passwordProblem(password)).toMatch(/tried first/)
  })

  it.each(['123456789012', '314159265358979', '2026-11-21-1530'.replaceAll('-', '')])(
    'refuses %s as numbers',
    (password) => {
      expect(passwordProblem(password)).toMatch(/Numbers alone/)
    },
  )

  it.each(['aaaaaaaaaaaa', 'abababababab', '😀😀😀😀😀😀😀😀😀😀😀😀'])(
    'refuses %s as repetitive',
    (password) => {
      expect(passwordProblem(password)).toMatch(/too few/)
    },
  )

  it.each(['ada.lovelace@example.com', 'Ada Lovelace 42', 'northwind-agency', 'AdaLovelace2026'])(
    'refuses %s as the owner’s own',
    (password) => {
      expect(passwordProblem(password, about)).toMatch(/your own/)
    },
  )

  it.each([
    'correct horse battery staple',
    'drei Äpfel im Regal',
    'grün-Ofen-17-Wolke',
    '密码很长但是好记得住的一句话',
    'x7!kQz2pLm9w',
  ])('takes %s', (password) => {
    expect(passwordProblem(password, about)).toBeNull()
  })

  it('takes nearly every random one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{16}$/), (password) => {
        fc.pre(new Set(password).size > 8 && /[A-Za-z].*\d.*[A-Za-z]/.test(password))
        expect(passwordProblem(password, about)).toBeNull()
      }),
    )
  })
})
