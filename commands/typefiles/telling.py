"""What is said of a file in a firm: what becomes of the type, its statuses and its fields."""

from collections.abc import Iterator, Mapping, Sequence

from commands.typefiles.form import FileField, FileOption, FileStatus
from commands.typefiles.meeting import Meeting
from commands.typefiles.report import Does, TypeFileLine, refuses, warns
from domain.casetype.field import Definition
from domain.casetype.status import Status
from domain.values import ValueKind

STAY = "Nobody is assigned by default until it is said: people do not travel with a file."


def named(name: str, code: str) -> Iterator[TypeFileLine]:
    says, more = f"Makes the case type {name}.", f"Its case numbers begin with {code}."
    yield TypeFileLine(at="name", does="makes", says=says, more=more, about="type", name=name)
    yield TypeFileLine(at="file", does="leaves", says=STAY)


def statuses(given: Sequence[FileStatus]) -> Iterator[TypeFileLine]:
    names = {each.key: each.name for each in given}
    for n, each in enumerate(given):
        first = "New cases begin in it. " if each.initial else ""
        yield TypeFileLine(
            at=f"statuses[{n}]",
            does="makes",
            says=f"Makes the status {each.name}.",
            more=f"{first}{_following(each, names)}",
            about="status",
            name=each.name,
            status=status_of(each),
        )


def status_of(given: FileStatus) -> Status:
    return Status(**given.model_dump(exclude={"initial", "next"}))


def _following(status: FileStatus, names: Mapping[str, str]) -> str:
    match status.next:
        case None:
            return "Any may follow."
        case ():
            return "Nothing follows it."
        case keys:
            return f"Next: {', '.join(names.get(key, key) for key in keys)}."


def field(it: Meeting, currency: str, statuses: Mapping[str, str]) -> Iterator[TypeFileLine]:
    """What becomes of it, in a firm of this currency; `statuses` are those of the file, by key."""
    own, given = it.own.definition, it.given
    more = _more(given, statuses)
    if not it.own.exists:
        yield _line(it, "makes", f"Makes the field {given.label}.", more)
        if given.retired:
            yield warns(it.at, f"{given.label} is retired in the file, and is made retired.")
    elif given.kind != own.kind:
        says = f"The firm's field {own.key} is of the kind {own.kind}, and this is {given.kind}."
        yield refuses(f"{it.at}.kind", says)
    else:
        yield _line(it, "binds", f"Binds the field {own.label}, which the firm has.", more)
        yield from _differences(it.at, given, own, currency)
        for n, option in enumerate(given.options):
            yield from _option(it, n, option)


def _line(it: Meeting, does: Does, says: str, more: str | None) -> TypeFileLine:
    return TypeFileLine(
        at=it.at,
        does=does,
        says=says,
        more=more,
        about="field",
        name=it.own.definition.label if it.own.exists else it.given.label,
        kind=it.given.kind,
    )


def _more(given: FileField, statuses: Mapping[str, str]) -> str | None:
    has, parts = len(given.options), []
    if has:
        parts.append(f"{has:,} option{'' if has == 1 else 's'}.")
    if given.required and given.required_from:
        parts.append(f"Required from {statuses.get(given.required_from)} on.")
    elif given.required:
        parts.append("Required.")
    return " ".join(parts) or None


def _differences(
    at: str, given: FileField, own: Definition, currency: str
) -> Iterator[TypeFileLine]:
    ours, theirs = own.currency or currency, given.currency or currency
    if given.kind is ValueKind.CURRENCY and ours != theirs:
        says = f"The firm's field {own.key} counts {ours}, and this one {theirs}."
        yield refuses(f"{at}.currency", says)
    if given.label != own.label:
        yield warns(f"{at}.label", f"The firm calls {given.label} “{own.label}”, and it stays so.")
    if own.retired:
        yield warns(at, f"{own.label} is retired in this firm: bring it back to use it.")
    elif given.retired:
        yield warns(f"{at}.retired", f"{own.label} is in use in this firm, and stays so.")


def _option(it: Meeting, n: int, option: FileOption) -> Iterator[TypeFileLine]:
    at, field = f"{it.at}.options[{n}]", it.own.definition
    own = it.known(option)
    if own is None:
        says = f"Adds the option {option.label} to the field {field.label}, for all its types."
        if option.retired:
            says = f"Leaves out the option {option.label}, which is retired in the file."
        does: Does = "leaves" if option.retired else "adds"
        yield TypeFileLine(at=at, does=does, says=says, about="option", name=option.label)
    elif own.label != option.label:
        says = f"The firm calls {option.label} “{own.label}”, and it stays so."
        yield warns(f"{at}.label", says)
    elif own.retired and not option.retired:
        yield warns(at, f"{own.label} is retired in this firm, and stays so.")
