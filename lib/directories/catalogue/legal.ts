import { inCategory } from './entry'

const entry = inCategory('legal')

export const legal = [
  entry(
    'avvo',
    'Avvo',
    'https://www.avvo.com',
    'freemium',
    'place',
    'Lawyers in the United States.',
    { country: 'US' },
  ),
  entry(
    'justia',
    'Justia Lawyer Directory',
    'https://www.justia.com',
    'freemium',
    'place',
    'Lawyers in the United States.',
    { country: 'US' },
  ),
  entry(
    'findlaw',
    'FindLaw',
    'https://www.findlaw.com',
    'freemium',
    'place',
    'Lawyers in the United States.',
    { country: 'US' },
  ),
  entry('anwalt-de', 'anwalt.de', 'https://www.anwalt.de', 'paid', 'place', 'Lawyers in Germany.', {
    country: 'DE',
  }),
]
