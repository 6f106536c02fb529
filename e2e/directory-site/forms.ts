import { setTimeout as sleep } from 'node:timers/promises'
import { escaped, field, form, formOf, page } from './http'
import type { Route, Site } from './site'

const business =
  field('Business name', 'name') +
  field('Website', 'website', 'url') +
  '<p><label>Country <select name="country"><option value="">–</option><option value="DE">Germany</option><option value="FR">France</option></select></label></p>' +
  field('Reference', 'reference') +
  '<p><label><input type="checkbox" name="terms" value="yes"> I accept the terms</label></p>'

/** Takes a business once, and says where its listing is. */
function accept(
  site: Site,
  data: Record<string, string>,
  response: Parameters<Route>[0]['response'],
) {
  if (!data.name || !data.website || data.terms !== 'yes')
    return page(
      response,
      'Please check your data',
      '<p class="error">Name, website and terms are required.</p>',
      422,
    )
  const known = [...site.listings.values()].find(({ name }) => name === data.name)
  if (known)
    return page(
      response,
      'Already listed',
      `<p>We list this business already: <a id="listing" href="/listing/${known.id}">see it</a></p>`,
    )
  const { id } = site.list({
    name: data.name,
    website: data.website,
    reference: data.reference ?? '',
  })
  return page(
    response,
    'Thank you',
    `<p>Your submission has the number <b id="number">${id}</b>.</p><a id="listing" href="/listing/${id}">Your listing</a>`,
  )
}

/** The ways in which directories take a submission by hand. */
export const forms: Route = async ({ path, method, request, response, site }) => {
  const sent = method === 'POST'
  switch (path) {
    case '/submit':
      if (sent) accept(site, await formOf(request), response)
      else page(response, 'Add your business', form('/submit', business))
      return true
    case '/slow':
      await sleep(site.slowMs)
      page(response, 'Add your business', form('/submit', business))
      return true
    case '/flaky':
      if (site.failures-- > 0) page(response, 'Service unavailable', '', 503)
      else page(response, 'Add your business', form('/submit', business))
      return true
    case '/limited':
      response.writeHead(429, { 'retry-after': '120' }).end('Too many requests')
      return true
    case '/closed':
      page(response, 'Gone', '', 410)
      return true
    case '/wizard':
      page(response, 'Step 1 of 3', form('/wizard/2', field('Business name', 'name')))
      return true
    case '/wizard/2': {
      const { name = '' } = await formOf(request)
      const kept = `<input type="hidden" name="name" value="${escaped(name)}">`
      page(response, 'Step 2 of 3', form('/wizard/3', kept + field('Website', 'website')))
      return true
    }
    case '/wizard/3': {
      const { name = '', website = '' } = await formOf(request)
      const kept = `<input type="hidden" name="name" value="${escaped(name)}"><input type="hidden" name="website" value="${escaped(website)}"><input type="hidden" name="terms" value="yes">`
      page(
        response,
        'Step 3 of 3',
        `<p>${escaped(name)}</p>${form('/submit', kept + field('Reference', 'reference'), 'Submit for review')}`,
      )
      return true
    }
    case '/captcha':
      if (sent)
        page(
          response,
          'One more thing',
          '<div class="g-recaptcha" style="width:300px;height:70px">I am not a robot</div>',
        )
      else page(response, 'Add your business', form('/captcha', business))
      return true
    case '/confirm':
      if (sent)
        page(response, 'Check your mail', '<p id="mail-sent">We sent you a link to confirm.</p>')
      else page(response, 'Add your business', form('/confirm', business))
      return true
    case '/traps':
      page(
        response,
        'Add your business',
        `<img src="${site.trapUrl}/image"><iframe src="${site.trapUrl}/frame"></iframe><script>fetch(${JSON.stringify(site.trapUrl)} + '/fetch', {mode: 'no-cors'}).catch(() => {}); new WebSocket(${JSON.stringify(site.trapUrl.replace('http', 'ws'))} + '/socket')</script>`,
      )
      return true
    case '/leads-away':
      response.writeHead(302, { location: `${site.trapUrl}/redirected` }).end()
      return true
    default:
      return false
  }
}
