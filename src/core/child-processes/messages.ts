/** What a child process says to its parent: ready for work, or what came of it. */
export interface ChildAnswer<Output> {
  ready?: true;
  /** In an object, since the output itself may be undefined. */
  result?: { output: Output };
  thrown?: { message: string; stack: string };
}

/** What a parent gives its child process to do. */
export interface ChildWork<Input> {
  input: Input;
}
