import { inCategory } from './entry'

const entry = inCategory('social')

export const social = [
  entry(
    'facebook-page',
    'Facebook Page',
    'https://www.facebook.com',
    'free',
    'profile',
    'A page of the business on Facebook.',
    { linkType: 'nofollow' },
  ),
  entry(
    'linkedin-page',
    'LinkedIn Page',
    'https://www.linkedin.com',
    'free',
    'profile',
    'A page of the company on LinkedIn.',
  ),
  entry(
    'instagram',
    'Instagram',
    'https://www.instagram.com',
    'free',
    'profile',
    'A professional account on Instagram.',
    { linkType: 'nofollow' },
  ),
  entry(
    'pinterest',
    'Pinterest',
    'https://www.pinterest.com',
    'free',
    'profile',
    'A business account on Pinterest.',
    { linkType: 'nofollow' },
  ),
  entry(
    'nextdoor',
    'Nextdoor',
    'https://nextdoor.com',
    'freemium',
    'place',
    'A business page among the neighbours.',
  ),
  entry(
    'xing',
    'XING',
    'https://www.xing.com',
    'freemium',
    'profile',
    'A company page in the professional network of German-speaking countries.',
  ),
]
