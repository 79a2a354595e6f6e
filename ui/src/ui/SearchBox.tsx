/** A search field whose words settle before they are asked. */
import { useEffect, useState, type Ref } from "react";
import { IconSearch } from "./icons";

const SETTLE_MS = 220;

interface Props {
  label: string;
  placeholder: string;
  /** What is asked now: the field follows it, when the person is not typing. */
  value: string;
  onSettled: (words: string) => void;
  ref?: Ref<HTMLInputElement>;
}

export function SearchBox({ label, placeholder, value, onSettled, ref }: Props) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    if (words === value) return;
    const timer = setTimeout(() => onSettled(words), SETTLE_MS);
    return () => clearTimeout(timer);
    // A new callback is no reason to begin waiting anew.
  }, [words, value]);

  return (
    <label className="search-box">
      <IconSearch size={15} />
      <span className="sr">{label}</span>
      <input
        ref={ref}
        type="search"
        value={words}
        placeholder={placeholder}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onSettled(words);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <kbd aria-hidden className="wide-only">/</kbd>
    </label>
  );
}
