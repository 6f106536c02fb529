import { contextFromRequest } from '@/lib/api/request'
import { problemResponse } from '@/lib/api/problem'
import { handleRest } from '@/lib/api/rest'

async function answer(request: Request): Promise<Response> {
  try {
    return await handleRest(request, await contextFromRequest(request))
  } catch (error) {
    return problemResponse(error)
  }
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT }
