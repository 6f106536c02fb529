// What set-up must remember about a database, inside it: schema `setup`, which only the owner sees.
export async function openState(client) {
  await client.query(`
    create schema if not exists setup;
    create table if not exists setup.state (
      key text primary key,
      value text not null,
      changed_at timestamptz not null default now()
    )`)
}

export async function recall(client, key) {
  const { rows } = await client.query('select value from setup.state where key = $1', [key])
  return rows[0]?.value
}

export const remember = (client, key, value) =>
  client.query(
    'insert into setup.state (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value, changed_at = now()',
    [key, value],
  )

export const forget = (client, key) => client.query('delete from setup.state where key = $1', [key])
