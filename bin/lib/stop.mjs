/** An expected failure. Its message is the sentence that the user reads: what happened, what to do. */
export class Stop extends Error {}
