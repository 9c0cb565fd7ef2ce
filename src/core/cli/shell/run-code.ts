const AsyncFunction = async function () {}.constructor as new (
  ...parameters: string[]
) => (...values: unknown[]) => Promise<unknown>;

/** Runs JavaScript with `await`, over the given names. @returns the value if it is one expression. */
export async function runCode(code: string, names: Record<string, unknown>): Promise<unknown> {
  let run: (...values: unknown[]) => Promise<unknown>;
  try {
    run = new AsyncFunction(...Object.keys(names), `return (${code.trim().replace(/;$/, '')}\n);`);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    run = new AsyncFunction(...Object.keys(names), code);
  }
  return run(...Object.values(names));
}
