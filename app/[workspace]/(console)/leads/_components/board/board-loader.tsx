'use client'

import dynamic from 'next/dynamic'
import type { BoardProps } from './board'
import { BoardSkeleton } from './board-skeleton'

const Board = dynamic(() => import('./board'), { loading: () => <BoardSkeleton /> })

/** Keeps dragging, polling and dialogs out of the script that the table loads. */
export const BoardLoader = (props: BoardProps) => <Board {...props} />
