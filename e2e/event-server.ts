import { createServer } from 'node:http'
import { eventDoor } from '@/lib/api/event-door'

// The event door alone, as a process of its own, to be killed without warning.
const door = eventDoor(process.env.APP_DATABASE_URL)
const server = createServer((request, response) => {
  if (!door.handle(request, response)) response.writeHead(404).end()
})
server.listen(Number(process.env.PORT), () => console.log('worker ready'))
