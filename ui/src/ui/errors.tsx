/** Which field a refusal speaks of: the server names the path, a form knows the last part of it. */
import { problemOf, type FieldError } from "../api/problem";

export class FormErrors {
  readonly #said = new Set<FieldError>();

  constructor(private readonly error: unknown) {}

  /** The message for a field of this name, anywhere in the body; each is said once. */
  at(...names: string[]): string | null {
    for (const each of problemOf(this.error)?.fieldErrors ?? []) {
      if (names.some((name) => each.field === name || each.field.endsWith(`.${name}`))) {
        this.#said.add(each);
        return each.message;
      }
    }
    return null;
  }

  /** What no field has said, after all of them were asked. */
  get rest(): string | null {
    if (!this.error) return null;
    const problem = problemOf(this.error);
    if (!problem) return this.error instanceof Error ? this.error.message : null;
    const unsaid = problem.fieldErrors.filter((each) => !this.#said.has(each));
    if (problem.fieldErrors.length && !unsaid.length) return null;
    return unsaid.map((each) => `${each.field}: ${each.message}`).join(" ") || problem.message;
  }
}

/** What no field said. Stands after the fields, for they are asked as they are drawn. */
export function OtherErrors({ errors }: { errors: FormErrors }) {
  const { rest } = errors;
  if (!rest) return null;
  return (
    <div className="note-box danger" role="alert">
      {rest}
    </div>
  );
}
