import { inCategory } from './entry'

const entry = inCategory('health')

export const health = [
  entry(
    'healthgrades',
    'Healthgrades',
    'https://www.healthgrades.com',
    'freemium',
    'place',
    'Doctors and hospitals in the United States.',
    { country: 'US' },
  ),
  entry(
    'vitals',
    'Vitals',
    'https://www.vitals.com',
    'freemium',
    'place',
    'Doctors in the United States.',
    { country: 'US' },
  ),
  entry(
    'ratemds',
    'RateMDs',
    'https://www.ratemds.com',
    'freemium',
    'place',
    'Doctors with reviews of their patients.',
  ),
  entry(
    'zocdoc',
    'Zocdoc',
    'https://www.zocdoc.com',
    'paid',
    'place',
    'Appointments with doctors in the United States.',
    { country: 'US' },
  ),
  entry(
    'psychology-today',
    'Psychology Today',
    'https://www.psychologytoday.com',
    'paid',
    'place',
    'Therapists by place and speciality.',
  ),
  entry('jameda', 'jameda', 'https://www.jameda.de', 'freemium', 'place', 'Doctors in Germany.', {
    country: 'DE',
  }),
]
