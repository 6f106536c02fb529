import { inCategory } from './entry'

const entry = inCategory('events')

export const events = [
  entry(
    'the-knot',
    'The Knot',
    'https://www.theknot.com',
    'freemium',
    'trade',
    'Wedding vendors in the United States.',
    { country: 'US' },
  ),
  entry(
    'weddingwire',
    'WeddingWire',
    'https://www.weddingwire.com',
    'freemium',
    'trade',
    'Wedding vendors in the United States.',
    { country: 'US' },
  ),
  entry(
    'hitched',
    'Hitched',
    'https://www.hitched.co.uk',
    'freemium',
    'trade',
    'Wedding vendors in the United Kingdom.',
    { country: 'GB' },
  ),
  entry(
    'gigsalad',
    'GigSalad',
    'https://www.gigsalad.com',
    'freemium',
    'trade',
    'Performers and event services in North America.',
  ),
  entry(
    'eventective',
    'Eventective',
    'https://www.eventective.com',
    'freemium',
    'trade',
    'Venues and event services in the United States.',
    { country: 'US' },
  ),
]
