import { inCategory } from './entry'

const entry = inCategory('property')

export const property = [
  entry(
    'zillow',
    'Zillow',
    'https://www.zillow.com',
    'freemium',
    'trade',
    'Property agents in the United States.',
    { country: 'US' },
  ),
  entry(
    'realtor-com',
    'Realtor.com',
    'https://www.realtor.com',
    'freemium',
    'trade',
    'Property agents in the United States.',
    { country: 'US' },
  ),
  entry(
    'rightmove',
    'Rightmove',
    'https://www.rightmove.co.uk',
    'paid',
    'trade',
    'Property agents in the United Kingdom.',
    { country: 'GB' },
  ),
  entry(
    'immoscout24',
    'ImmoScout24',
    'https://www.immobilienscout24.de',
    'paid',
    'trade',
    'Property agents in Germany.',
    { country: 'DE' },
  ),
]
