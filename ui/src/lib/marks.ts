/** Which parts of a text were searched for: the beginnings of its words, whatever case and accents. */

export interface Part {
  text: string;
  marked: boolean;
}

const LETTERS = /[\p{L}\p{N}]+/gu;

/** Without case and accents, each letter for itself, so that places stay comparable. */
function folded(letter: string): string {
  return letter.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function marks(text: string, sought: string): Part[] {
  const words = [...sought.matchAll(LETTERS)].map(([word]) => [...word].map(folded).join(""));
  const parts: Part[] = [];
  let done = 0;
  for (const { 0: word, index } of text.matchAll(LETTERS)) {
    const length = begun(word, words);
    if (!length) continue;
    parts.push({ text: text.slice(done, index), marked: false });
    parts.push({ text: text.slice(index, index + length), marked: true });
    done = index + length;
  }
  parts.push({ text: text.slice(done), marked: false });
  return parts.filter((part) => part.text);
}

/** How much of a word the longest of the words sought is the beginning of. */
function begun(word: string, words: string[]): number {
  let most = 0;
  for (const each of words) {
    let seen = "";
    let length = 0;
    for (const letter of word) {
      if (seen.length >= each.length) break;
      seen += folded(letter);
      length += letter.length;
    }
    if (seen.startsWith(each) && length > most) most = length;
  }
  return most;
}
