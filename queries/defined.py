"""What the firm has defined, as it was: a type with its fields, and what happened to them."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from msgspec import Struct

from domain.casetype.fields import FieldBound, FieldUnbound
from domain.ledger import History, Recorded, Span
from domain.refusals import NotYet
from projections.tables import Db
from queries import activity, catalogue, settings
from queries.activity import Asked, EntryPage
from queries.catalogue import FactRow
from queries.instants import Moment
from queries.names import names
from queries.picture import names_at
from queries.settings import TypeRow
from queries.spans import apart, must_begin_with


class TypeThen(Struct, frozen=True, kw_only=True):
    """A type with the fields that it has."""

    case_type: TypeRow
    fields: Sequence[FactRow]
    as_of: Moment


def type_at(db: Db, history: History, type: UUID, when: Moment) -> TypeThen:
    """Refuses NotFound, and NotYet where it was defined later."""
    own = history.stream(type)
    must_begin_with("case-type.defined", own)
    if own[0].position > when.position:
        raise NotYet(own[0].recorded_at or own[0].header.occurred_at)
    known = names_at(names(db), history, type, when.position)
    row = next(each for each in settings.case_types(known) if each.id == type)
    bound = {each.key for each in row.fields}
    facts = catalogue.rows(catalogue.of_cases(known))
    return TypeThen(case_type=row, fields=[each for each in facts if each.key in bound], as_of=when)


def of_type(
    db: Db, history: History, type: UUID, asked: Asked, before: int | None, limit: int
) -> EntryPage:
    """The type, and its fields while they were that. Refuses NotFound."""
    own = history.stream(type)
    must_begin_with("case-type.defined", own)
    spans = apart([Span(type), *_bound(own)])
    return activity.of_spans(db, history, spans, asked, before, limit, type)


def of_field(
    db: Db, history: History, field: UUID, asked: Asked, before: int | None, limit: int
) -> EntryPage:
    """Refuses NotFound."""
    must_begin_with("field.defined", history.stream(field))
    return activity.of_spans(db, history, [Span(field)], asked, before, limit)


def _bound(own: Sequence[Recorded]) -> Iterator[Span]:
    since: dict[UUID, int] = {}
    for record in own:
        match record.event:
            case FieldBound(binding=binding):
                since[binding.field] = record.position
            case FieldUnbound(field=field) if field in since:
                yield Span(field, since.pop(field), record.position)
    yield from (Span(field, position) for field, position in since.items())
