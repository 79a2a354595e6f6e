"""Events as they look in life, for samples where any value of the right type would say little."""

from collections.abc import Mapping
from uuid import UUID

from domain.bulk.bulk import BulkBegun, BulkFinished, BulkStopped
from domain.case.contacts import CLIENT, ContactLinked, ContactUnlinked, PrimaryClientChanged
from domain.case.details import CaseDetailsRevised
from domain.case.life import CaseArchived
from domain.case.lists import CaseExcluded, CaseListed
from domain.case.opening import CaseOpened, CaseTypeChanged
from domain.case.staff import LeadChanged
from domain.case.status import StatusChanged
from domain.casetype.field import FieldDefined, FieldRevised
from domain.casetype.fields import Binding, FieldBound, FieldsReordered
from domain.casetype.options import OptionsReordered
from domain.casetype.status import DEFAULTS, Status
from domain.casetype.statuses import (
    CaseTypeDefined,
    StatusesReordered,
    StatusRemoved,
    StatusRevised,
)
from domain.casetype.transitions import AllowedNextChanged
from domain.conditions import And, Is, Not, Or
from domain.contact.card import ContactAdded, ContactDetailsRevised, ContactKind
from domain.contact.consent import CallsOptedOut, Channel, Grounds
from domain.contact.point import PointOptedOut, PointRecorded, ReplyReceived
from domain.contact.reach import AddressAdded, Medium, PointLinked, PrimaryPointChanged
from domain.contact.replies import Meaning
from domain.event import Event
from domain.exports.exports import ExportMade, ExportOpened
from domain.firm.firm import DEFAULTS as FIRM
from domain.firm.firm import FirmFounded
from domain.imports.imports import ImportBegun, ImportFinished, ImportStopped
from domain.imports.preset import (
    ImportPresetRevised,
    ImportPresetSaved,
    PresetColumn,
    Settings,
)
from domain.lists.caselist import (
    CaseListConditionChanged,
    CaseListCreated,
    CaseListRevised,
    ListKind,
)
from domain.pasts.pasts import PastAsked
from domain.people.key import KeyIssued
from domain.people.person import PersonAdded, RoleChanged
from domain.people.roles import Role
from domain.values import Option, ValueKind
from domain.views.arrangement import CasesArranged, DefaultViewChosen
from domain.views.shape import Density, Look, Question, Sight
from domain.views.view import ViewLookChanged, ViewQuestionChanged, ViewSaved
from domain.work.note import NoteRevised, NoteWritten

PI, WC, BO, CY, POINT = (UUID(f"0190a000-0000-7000-8000-00000000000{n}") for n in range(2, 7))
PHONE = "+12025550142"
SAID = Grounds(
    source="reply", wording="Stop please", evidence={"message": "SM1"}, effective_at=None
)
IN_LEEDS = Is("court_name", "any", ["Leeds", "York"])
FOLLOWED = And((IN_LEEDS, Or((Is("type", "any", [str(PI)]), Not(Is("court_date", "has", True))))))
OFFERS = (Option("open", "Open"), Option("accepted", "Accepted", retired=True))
SEEN = Look(("number", "name", "x_offer"), Density.COMPACT)
INTAKE = Settings(
    (
        PresetColumn("Matter", "case.number", None, {}),
        PresetColumn("Opened on", "case.created_date", "dd/mm/yyyy", {}),
        PresetColumn("Stage", "case.status", None, {"Won": "settled", "?": None}),
        PresetColumn("Weather", None, None, {}),
    ),
    {"type": "Personal Injury", "duplicates": "update", "match": ("external", "number")},
)
_EVENTS: tuple[Event, ...] = (
    CaseOpened(
        "PI-2026-000001",
        PI,
        "new-lead",
        {
            "name": "Smith v. Jones",
            "court_name": "Łódź County Court",
            "court_date": "2026-12-09",
            "is_obo": True,
            "representative": "Ana Ruiz",
            "external_source_data": {"lead": "104482"},
            "x_est_value": 8_750_000,
            "x_injuries": ("arm", "neck"),
            "x_share": "33.3",
        },
    ),
    CaseDetailsRevised({"court_name": ("Leeds", None), "x_est_value": (None, 1_824_000)}),
    StatusChanged(("new-lead", "in-review"), "Signed"),
    CaseTypeChanged((PI, WC), ("active", "new-lead"), ("x_injuries",), ("x_employer",)),
    ContactLinked(BO, CLIENT),
    ContactUnlinked(BO, "opposing-party"),
    PrimaryClientChanged((BO, None)),
    LeadChanged((None, CY)),
    CaseArchived("Opened twice"),
    CaseListed(WC, "They called back"),
    CaseExcluded(WC, "Asked for silence"),
    NoteWritten(PI, "Called; **no answer**.", "markdown"),
    NoteRevised(("Called; **no answer**.", "Called twice.")),
    ContactAdded(
        ContactKind.INDIVIDUAL,
        {"first_name": "Bo", "last_name": "Smith", "date_of_birth": "1980-04-03"},
    ),
    ContactDetailsRevised({"last_name": ("Smith", "Smith-Ruiz")}),
    PointLinked(POINT, Medium.PHONE, PHONE, "mobile"),
    PrimaryPointChanged(Medium.EMAIL, ("bo@example.com", None)),
    AddressAdded(CY, {"line1": "1 Main St", "city": "Miami", "state": "FL"}),
    CallsOptedOut(PI, SAID),
    PointRecorded(Medium.PHONE, PHONE),
    PointOptedOut(Channel.SMS, SAID),
    ReplyReceived("Stop please", "SM1", Meaning.STOP),
    CaseTypeDefined("Personal Injury", "PI", DEFAULTS, "new-lead"),
    AllowedNextChanged("settled", (None, ("in-negotiation", "closed"))),
    StatusRemoved(Status(key="on-hold", name="On hold", category="waiting"), "in-review"),
    OptionsReordered((("open", "accepted"), ("accepted", "open"))),
    StatusRevised("active", {"name": ("Active", "Open"), "client_text": (None, "We are on it")}),
    StatusesReordered((("new-lead", "active"), ("active", "new-lead"))),
    FieldBound(Binding(field=CY, key="x_offer", required=True, required_from="in-review")),
    FieldsReordered((("x_offer", "x_share"), ("x_share", "x_offer"))),
    FieldDefined(key="x_offer", label="Offer", kind=ValueKind.SELECT, options=OFFERS),
    FieldRevised({"label": ("Offer", "Latest offer")}),
    CaseListCreated(
        ListKind.HYBRID,
        {
            "name": "Spring campaign",
            "type": str(PI),
            "is_obo": True,
            "external_source": "crm",
            "external_source_id": "77",
        },
        FOLLOWED,
    ),
    CaseListRevised({"description": (None, "Those who signed in spring")}),
    CaseListConditionChanged((FOLLOWED, IN_LEEDS)),
    ViewSaved("Leeds, to be called", CY, Question(FOLLOWED, Sight.ANY, "court_date"), SEEN),
    ViewQuestionChanged((Question(FOLLOWED), Question(IN_LEEDS, sort="name"))),
    ViewLookChanged((Look(), SEEN)),
    DefaultViewChosen(CY, (None, WC)),
    CasesArranged(CY, (Look(("number", "name")), SEEN)),
    PersonAdded("Rae Kim", "rae@example.com", Role.MANAGER),
    RoleChanged(("user", "manager")),
    KeyIssued("Intake form", ("read", "write")),
    FirmFounded(FIRM),
    ImportBegun(
        kind="cases",
        file="nlrb-cases-2010.csv",
        size=614_485,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        rows=3_650,
        mapping={"R_Case_Number": "case.number", "Closing_Date": "case.end_date"},
        options={"type": "Representation", "duplicates": "skip"},
        plan="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        planned={"created": 3_648, "updated": 0, "skipped": 1, "failed": 1},
    ),
    ImportPresetSaved("Intake export", "cases", INTAKE),
    ImportPresetRevised((Settings(INTAKE.columns, {}), INTAKE)),
    ExportMade(
        kind="cases",
        format="csv",
        rows=2_014,
        position=918_244,
        columns=("number", "client_name", "x_offer"),
        filters=("status=active,closed", "opted_out.any=sms"),
        sort="-updated_at",
        size=388_112,
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    ExportOpened(
        kind="cases",
        format="csv",
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ),
    PastAsked(position=412_009, as_of="2026-09-30T23:59:59.999999Z"),
    ImportStopped({"created": 1_200, "updated": 0, "skipped": 0, "failed": 1}),
    ImportFinished({"created": 3_648, "updated": 0, "skipped": 1, "failed": 1}),
    BulkBegun(
        action="change-status",
        given={"status": "closed", "reason": "The campaign is over"},
        selection="status=awaiting&opted_out.any=sms",
        position=918_244,
        cases=12_437,
        plan="2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
        planned={"changed": 12_436, "unchanged": 0, "refused": 1, "moved": 0},
    ),
    BulkStopped({"changed": 5_000, "unchanged": 0, "refused": 1, "moved": 2}),
    BulkFinished({"changed": 12_434, "unchanged": 0, "refused": 1, "moved": 2}),
)
EXAMPLES: Mapping[type[Event], Event] = {type(event): event for event in _EVENTS}
