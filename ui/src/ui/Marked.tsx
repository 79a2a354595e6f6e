/** Text in which what was searched for is marked. */
import { createContext, useContext } from "react";
import { marks } from "../lib/marks";

/** The words that the rows around were searched by. */
export const SoughtWords = createContext("");

export function Marked({ text }: { text: string }) {
  const sought = useContext(SoughtWords);
  if (!sought) return text;
  return marks(text, sought).map((part, at) =>
    part.marked ? <mark key={at}>{part.text}</mark> : part.text,
  );
}
