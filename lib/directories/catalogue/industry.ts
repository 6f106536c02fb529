import { inCategory } from './entry'

const entry = inCategory('industry')

export const industry = [
  entry(
    'thomasnet',
    'Thomasnet',
    'https://www.thomasnet.com',
    'freemium',
    'company',
    'Industrial suppliers in North America.',
  ),
  entry(
    'europages',
    'Europages',
    'https://www.europages.com',
    'freemium',
    'company',
    'Suppliers in Europe.',
  ),
  entry(
    'kompass',
    'Kompass',
    'https://www.kompass.com',
    'freemium',
    'company',
    'Companies of the world by what they make.',
  ),
  entry(
    'indiamart',
    'IndiaMART',
    'https://www.indiamart.com',
    'freemium',
    'company',
    'Suppliers in India.',
    { country: 'IN' },
  ),
]
