import { inCategory } from './entry'

const entry = inCategory('reviews')

export const reviews = [
  entry(
    'yelp',
    'Yelp',
    'https://www.yelp.com',
    'freemium',
    'place',
    'Local businesses with reviews.',
    { submissionUrl: 'https://biz.yelp.com', linkType: 'nofollow', proofs: ['phone', 'email'] },
  ),
  entry(
    'trustpilot',
    'Trustpilot',
    'https://www.trustpilot.com',
    'freemium',
    'company',
    'Reviews of companies by their customers.',
    { proofs: ['email'] },
  ),
  entry(
    'sitejabber',
    'Sitejabber',
    'https://www.sitejabber.com',
    'freemium',
    'company',
    'Reviews of online businesses.',
  ),
  entry(
    'provenexpert',
    'ProvenExpert',
    'https://www.provenexpert.com',
    'freemium',
    'company',
    'Reviews of service providers, strong in German-speaking countries.',
  ),
  entry(
    'glassdoor',
    'Glassdoor',
    'https://www.glassdoor.com',
    'freemium',
    'company',
    'Employers as their staff see them.',
  ),
  entry(
    'kununu',
    'kununu',
    'https://www.kununu.com',
    'freemium',
    'company',
    'Employers as their staff see them, in German-speaking countries.',
  ),
]
