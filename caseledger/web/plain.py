"""Plain pages that need no script: for the first steps, and for when the pages are not there."""

from html import escape

from fastapi.responses import HTMLResponse

STYLE = """
:root { color-scheme: light dark; --bg: #f7f6f3; --surface: #fff; --ink: #1d1b17; --dim: #55514a;
  --line: #8a8478; --accent: #0c5c4b; --on: #fff; --bad: #a8261c }
@media (prefers-color-scheme: dark) { :root { --bg: #171613; --surface: #201f1b; --ink: #f1eee7;
  --dim: #b5afa3; --line: #8a8478; --accent: #7fd1ba; --on: #10241f; --bad: #ff9d92 } }
body { margin: 0; background: var(--bg); color: var(--ink); font: 15px/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 10vh auto; padding: 1.5rem 1.5rem 2rem; background: var(--surface);
  border-radius: 10px; overflow-wrap: anywhere }
h1 { font-size: 1.35rem; margin: 0 0 .5rem }
p { color: var(--dim) }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { box-sizing: border-box; width: 100%; padding: .55rem .7rem; font: inherit; color: inherit;
  background: var(--bg); border: 1px solid var(--line); border-radius: 7px }
button { margin-top: 1.5rem; padding: .6rem 1.1rem; font: inherit; font-weight: 600; border: 0;
  border-radius: 7px; background: var(--accent); color: var(--on); cursor: pointer }
pre { padding: .8rem; background: var(--bg); border-radius: 7px; white-space: pre-wrap }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
.bad { color: var(--bad); margin: .25rem 0 0 }
"""


def page(title: str, inside: str, status: int = 200) -> HTMLResponse:
    """`inside` is HTML already; `title` is not."""
    said = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · Caseledger</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{inside}</main></body></html>"
    )
    return HTMLResponse(said, status)


def field(name: str, label: str, kind: str, value: str = "", wrong: str = "") -> str:
    """A labelled input, with what was wrong with it."""
    told = f' aria-invalid="true" aria-describedby="{name}-wrong"' if wrong else ""
    why = f'<p class="bad" id="{name}-wrong">{escape(wrong)}</p>' if wrong else ""
    return (
        f'<label for="{name}">{escape(label)}</label><input id="{name}" name="{name}" type="{kind}"'
        f' value="{escape(value)}" autocomplete="{name}" required{told}>{why}'
    )
