import pg from 'pg'

export const dynamic = 'force-dynamic'
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 })

const text = `select l.id, l.client_name, l.business_name, p.name as partner, l.status, l.estimated_value, l.currency, l.created_at
  from client_leads l join partners p on p.id = l.partner_id
  where l.workspace_id = $1 and l.status = 'qualified' order by l.estimated_value desc, l.id desc limit 50`

export default async function Page() {
  const { rows } = await pool.query({ name: 'leads', text, values: [process.env.BENCH_WORKSPACE] })
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.business_name}</td>
            <td>{row.client_name}</td>
            <td>{row.partner}</td>
            <td>{row.status}</td>
            <td>{row.estimated_value}</td>
            <td>{row.currency}</td>
            <td>{row.created_at.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
