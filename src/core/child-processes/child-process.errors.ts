/** The work in a child process took longer than it may; the child was killed. */
export class HardTimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`the child process was killed after ${milliseconds} ms, its hard time limit`);
    this.name = 'HardTimeLimitError';
  }
}

/** The work in a child process took more memory than it may; the child has gone. */
export class ChildMemoryError extends Error {
  constructor(limit: string) {
    super(`the child process reached its memory limit of ${limit}`);
    this.name = 'ChildMemoryError';
  }
}

/** Somebody else ended the child process, which says nothing about the work: the same may do another time. */
export class ChildInterruptedError extends Error {
  constructor() {
    super('the child process was ended from outside');
    this.name = 'ChildInterruptedError';
  }
}

/** The child process ended by itself in the middle of its work. */
export class ChildCrashedError extends Error {
  constructor(how: number | string | null) {
    super(`the child process ended in the middle of its work (${how})`);
    this.name = 'ChildCrashedError';
  }
}

/** The function that ran in the child process threw; message and stack are those of its error. */
export class ChildWorkError extends Error {
  constructor(thrown: { message: string; stack: string }) {
    super(thrown.message);
    this.name = 'ChildWorkError';
    this.stack = thrown.stack;
  }
}

/** So much work waits for a child process that one more would wait too long. */
export class ChildPoolFullError extends Error {
  constructor(waiting: number) {
    super(`${waiting} wait for a child process already`);
    this.name = 'ChildPoolFullError';
  }
}
