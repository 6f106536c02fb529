import { inCategory } from './entry'

const entry = inCategory('travel')

export const travel = [
  entry(
    'tripadvisor',
    'Tripadvisor',
    'https://www.tripadvisor.com',
    'freemium',
    'place',
    'Places to stay, eat and see, with reviews.',
  ),
  entry(
    'holidaycheck',
    'HolidayCheck',
    'https://www.holidaycheck.de',
    'freemium',
    'place',
    'Hotels with reviews, for guests from German-speaking countries.',
  ),
]
