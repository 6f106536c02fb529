import type { Cell } from './cells'
import { type Html, html } from './html'
import type { HeadCell, RowData, TableData } from './table-data'

/**
 * Head and rows as markup, every value escaped: fifty rows of elements would cost many times as
 * much to write, and the browser would hydrate each. Cells carry no classes (data-table.css).
 */
export function drawTable({ caption, head, rows, link, current, selectable }: TableData): string {
  const data = JSON.parse(rows) as RowData[]
  const pageBox =
    selectable &&
    html`<th scope="col" data-check><input type="checkbox" data-select-page aria-label="Select all on this page"></th>`
  const body = data.map(([id, name, ...cells]) => {
    const box =
      selectable &&
      html`<td data-check><input type="checkbox" data-select-row value="${id}" aria-label="Select ${name}"></td>`
    const drawn = cells.map((cell, at) => {
      const inside = drawCell(cell)
      const content = at === 0 ? html`<a data-row-link href="${link}${id}">${inside}</a>` : inside
      return head[at]?.end ? html`<td data-align="end">${content}</td>` : html`<td>${content}</td>`
    })
    return id === current
      ? html`<tr aria-current="true">${box}${drawn}</tr>`
      : html`<tr>${box}${drawn}</tr>`
  })
  return html`<caption class="sr-only">${caption}</caption><thead><tr>${pageBox}${head.map(drawHead)}</tr></thead><tbody>${body}</tbody>`
    .markup
}

const drawHead = ({ header, end, width, href, sorted }: HeadCell): Html =>
  html`<th scope="col"${sorted && html` aria-sort="${sorted}"`}${end && html` data-align="end"`}${
    width && html` style="width:${width}"`
  }>${href ? html`<a href="${href}">${header}</a>` : header}</th>`

function drawCell(cell: Cell): string | Html {
  if (typeof cell === 'string') return cell
  switch (cell[0]) {
    case 'status':
      return html`<span class="badge ${cell[1]}" data-dot>${cell[2]}</span>`
    case 'time':
      return html`<time datetime="${cell[1]}">${cell[2]}</time>`
    case 'muted':
      return html`<span class="text-muted">${cell[1]}</span>`
  }
}
