import { inCategory } from './entry'

const entry = inCategory('maps')

export const maps = [
  entry(
    'google-business-profile',
    'Google Business Profile',
    'https://www.google.com/business/',
    'free',
    'place',
    'The business as Google Search and Maps show it.',
    {
      submissionUrl: 'https://business.google.com',
      proofs: ['video', 'phone', 'email'],
      maxLength: { description: 750 },
    },
  ),
  entry(
    'bing-places',
    'Bing Places for Business',
    'https://www.bingplaces.com',
    'free',
    'place',
    'The business as Bing and its maps show it.',
  ),
  entry(
    'apple-business-connect',
    'Apple Business Connect',
    'https://businessconnect.apple.com',
    'free',
    'place',
    'The business as Apple Maps shows it.',
    { proofs: ['phone', 'document'] },
  ),
  entry(
    'openstreetmap',
    'OpenStreetMap',
    'https://www.openstreetmap.org',
    'free',
    'place',
    'The free map of the world, which many apps show.',
  ),
  entry(
    'foursquare',
    'Foursquare',
    'https://foursquare.com',
    'free',
    'place',
    'Places that many apps read.',
  ),
  entry(
    'waze',
    'Waze',
    'https://www.waze.com',
    'free',
    'place',
    'Places on the map of the navigation app.',
  ),
  entry(
    'mapquest',
    'MapQuest',
    'https://www.mapquest.com',
    'free',
    'place',
    'Maps and directions in North America.',
  ),
]
