import type { parse, stringify } from "devalue";

/**
 * Writes what a structured clone left as text and reads it again. Both ends of a page's connection use it: the main process
 * as a module, the page's worker as this function's source, so it may use nothing from outside itself.
 */
export function createCloneCodec(devalue: { parse: typeof parse; stringify: typeof stringify }) {
  const errorTypes = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const isErrorName = (name: string): name is keyof typeof errorTypes => Object.hasOwn(errorTypes, name);
  return {
    /** @throws Error on what the codec cannot write, such as a function. */
    encode: (value: unknown): string =>
      devalue.stringify(value, {
        error: (candidate: unknown) =>
          candidate instanceof Error && {
            name: candidate.name,
            message: candidate.message,
            stack: candidate.stack,
            cause: candidate.cause,
          },
      }),
    decode: (text: string): unknown =>
      devalue.parse(text, {
        error: (written: { name: string; message: string; stack: string; cause: unknown }) => {
          const ErrorType = errorTypes[isErrorName(written.name) ? written.name : "Error"];
          const error = new ErrorType(
            written.message,
            written.cause === undefined ? undefined : { cause: written.cause },
          );
          Object.defineProperty(error, "stack", { value: written.stack, configurable: true, writable: true });
          return error;
        },
      }),
  };
}

export type CloneCodec = ReturnType<typeof createCloneCodec>;
