/** A difference of two texts, word by word. */

export interface Piece {
  kind: "same" | "del" | "ins";
  text: string;
}

const TOO_MUCH = 1_000_000; // cells of the table below: beyond it, the texts are shown whole

const words = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];

export function wordDiff(before: string, after: string): Piece[] {
  const a = words(before);
  const b = words(after);
  if (a.length * b.length > TOO_MUCH) {
    return [
      { kind: "del", text: before },
      { kind: "ins", text: after },
    ];
  }
  return joined(walk(a, b, commonLengths(a, b)));
}

/** Lengths of the longest common run of words, from each place to the end. */
function commonLengths(a: string[], b: string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [row, below] = [rows[i]!, rows[i + 1]!];
      row[j] = a[i] === b[j] ? below[j + 1]! + 1 : Math.max(below[j]!, row[j + 1]!);
    }
  }
  return rows;
}

function* walk(a: string[], b: string[], common: Uint32Array[]): Generator<Piece> {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      yield { kind: "same", text: a[i++]! };
      j++;
    } else if (common[i + 1]![j]! >= common[i]![j + 1]!) {
      yield { kind: "del", text: a[i++]! };
    } else {
      yield { kind: "ins", text: b[j++]! };
    }
  }
  while (i < a.length) yield { kind: "del", text: a[i++]! };
  while (j < b.length) yield { kind: "ins", text: b[j++]! };
}

function joined(pieces: Iterable<Piece>): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last?.kind === piece.kind) last.text += piece.text;
    else out.push({ ...piece });
  }
  return out;
}
