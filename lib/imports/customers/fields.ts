/** What a column of a file of customers can fill. */
export const customerFields = [
  'email',
  'fullName',
  'companyName',
  'phone',
  'website',
  'tier',
  'shortDescription',
  'street',
  'city',
  'region',
  'postalCode',
  'country',
  'externalId',
] as const
export type CustomerField = (typeof customerFields)[number]
export const customerFieldLabels: Record<CustomerField, string> = {
  email: 'E-mail',
  fullName: 'Full name',
  companyName: 'Company',
  phone: 'Phone',
  website: 'Website',
  tier: 'Tier',
  shortDescription: 'Short description',
  street: 'Street',
  city: 'Town',
  region: 'Region',
  postalCode: 'Postal code',
  country: 'Country',
  externalId: 'External id',
}
