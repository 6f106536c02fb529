import { inCategory } from './entry'

const entry = inCategory('food')

export const food = [
  entry(
    'opentable',
    'OpenTable',
    'https://www.opentable.com',
    'paid',
    'place',
    'Restaurants with a table to book.',
  ),
  entry(
    'thefork',
    'TheFork',
    'https://www.thefork.com',
    'paid',
    'place',
    'Restaurants with a table to book, in Europe.',
  ),
  entry(
    'happycow',
    'HappyCow',
    'https://www.happycow.net',
    'freemium',
    'place',
    'Vegan and vegetarian food.',
  ),
  entry(
    'zomato',
    'Zomato',
    'https://www.zomato.com',
    'freemium',
    'place',
    'Restaurants in India.',
    { country: 'IN' },
  ),
]
