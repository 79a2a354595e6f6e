/** Where somebody without a session stands: links are given out, not asked for here. */
import { useSearch } from "@tanstack/react-router";
import { first } from "../lib/search";
import { useTitle } from "../lib/place";
import { IconMark } from "../ui/icons";

const WHY = {
  expired: {
    title: "This link can’t be used any more",
    says: "A sign-in link works once and for a short time. Nothing was changed.",
  },
  left: { title: "You are signed out", says: "Nothing of your work stays open in this browser." },
  none: { title: "Sign in", says: "Caseledger opens with a link that is yours alone." },
};

export function SignInPage() {
  useTitle("Sign in");
  const search = useSearch({ strict: false });
  const why = first(search.problem) || first(search.expired) ? "expired" : search.left ? "left" : "none";
  const { title, says } = WHY[why];
  return (
    <main className="sign-in">
      <div className="card sign-in-card">
        <span className="brand-mark">
          <IconMark />
        </span>
        <h1>{title}</h1>
        <p>{says}</p>
        <h2>Ask for a new link</h2>
        <p className="dim">
          An admin of your firm can make one for you. On the machine that runs Caseledger it is one
          command:
        </p>
        <pre className="sign-in-code" tabIndex={0} aria-label="Command">
          ./run sign-in YOUR-EMAIL
        </pre>
        <p className="dim">Open the link that it prints in this browser.</p>
        <a className="button" href="/app/cases">
          I have signed in: go to cases
        </a>
      </div>
    </main>
  );
}
