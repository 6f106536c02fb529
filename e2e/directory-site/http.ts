import type { IncomingMessage, ServerResponse } from 'node:http'

export const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

export const html = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>
<body><h1>${escaped(title)}</h1>${body}</body></html>`

export const field = (label: string, name: string, type = 'text') =>
  `<p><label>${label} <input name="${name}" type="${type}"></label></p>`

export const form = (action: string, fields: string, button = 'Send') =>
  `<form method="post" action="${action}">${fields}<button>${button}</button></form>`

export function page(response: ServerResponse, title: string, body: string, status = 200) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html(title, body))
}

export const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

export const formOf = async (request: IncomingMessage) =>
  Object.fromEntries(new URLSearchParams(await bodyOf(request)))
