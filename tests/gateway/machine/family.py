"""Rules of the machine about the children themselves: who they are, what planning tells, what is mended, and days."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, MultipleResults, RuleBasedStateMachine, initialize, multiple, rule

from services.gateway.child.domain import family, registration
from shared.events.codes.gateway import Entry, Relationship
from shared.events.codes.planning import CareReason, LegalBasis
from shared.events.codes.roles import Role
from shared.events.planning import AdoptionDecisionMade, BecameLookedAfter, CeasedToBeLookedAfter, LegalBasisChanged
from shared.identifiers import PersonId, WorkerId
from shared.policy.reading.packs import policy_of
from tests.gateway.machine.books import Books

AUTHORITY = "warrington"
POLICY = policy_of(AUTHORITY)
TABLE = POLICY.statuses
# Most things are recorded on their day, some later, and none before it.
LONG_AGO = 150
AGO = st.just(0) | st.just(0) | st.integers(0, 170)
AHEAD = st.integers(0, 200)
PLACES = st.integers(0, 60)
WORKERS = st.integers(10_001, 10_003).map(lambda number: WorkerId(UUID(int=number)))
TEAMS = st.sampled_from(["north", "south"])

Perhaps = UUID | MultipleResults[UUID]
OfChild = MultipleResults[tuple[UUID, UUID]]


class Children(RuleBasedStateMachine):
    """Children who are known, and what is not the panel's or the court's."""

    children: Bundle[UUID] = Bundle("children")
    brought: Bundle[UUID] = Bundle("brought")  # before the panel, once at least

    def __init__(self) -> None:
        super().__init__()
        self.books = Books()

    def day(self, ago: int) -> date:
        """The day so many days ago."""
        return self.books.today - timedelta(days=ago)

    def registered(self, born: date | None, expected: date | None, on: date) -> UUID:
        """A child who is known, where that is accepted."""
        child: UUID = self.books.number()
        matter = self.books.matter(child)
        self.books.ask(
            lambda: registration.register(matter, AUTHORITY, on, born=born, expected=expected, entry=Entry.REFERRAL)
        )
        return child

    @initialize(target=children, age=st.integers(0, 17))
    def a_family(self, age: int) -> MultipleResults[UUID]:
        """A child of some age, and another who is nearly grown up."""
        on = self.day(LONG_AGO)
        born = (on.replace(year=on.year - age), on.replace(year=on.year - 17))
        return multiple(*(self.registered(day, None, on) for day in born))

    @rule(days=st.integers(-1, 19 * 365), ago=AGO)
    def register(self, days: int, ago: int) -> None:
        on = self.day(ago)
        self.registered(on - timedelta(days=days), None, on)

    @rule(target=children, days=st.integers(-22, 285), ago=AGO)
    def register_unborn(self, days: int, ago: int) -> Perhaps:
        on = self.day(ago)
        child = self.registered(None, on + timedelta(days=days), on)
        return child if self.books.touched else multiple()

    @rule(child=children, ago=AGO)
    def be_born(self, child: UUID, ago: int) -> None:
        self.books.ask(lambda: registration.be_born(self.books.matter(child), self.day(ago)))

    @rule(together=st.lists(children, max_size=3, unique=True), ago=AGO)
    def group_siblings(self, together: list[UUID], ago: int) -> None:
        matters = [self.books.matter(child) for child in together]
        group = self.books.number()
        self.books.ask(lambda: family.group_siblings(matters, group, self.day(ago)))

    @rule(child=children, ago=AGO)
    def leave_siblings(self, child: UUID, ago: int) -> None:
        self.books.ask(lambda: family.leave_siblings(self.books.matter(child), self.day(ago)))

    @rule(child=children, person=WORKERS, what=st.sampled_from(Relationship), holds=st.booleans(), ago=AGO)
    def record_family_member(self, child: UUID, person: WorkerId, what: Relationship, holds: bool, ago: int) -> None:  # noqa: FBT001 - drawn
        matter = self.books.matter(child)
        self.books.ask(
            lambda: family.record_family_member(
                matter, PersonId(person), self.day(ago), relationship=what, parental_responsibility=holds
            )
        )

    @rule(child=children, worker=WORKERS, team=TEAMS, role=st.sampled_from([Role.SOCIAL_WORKER, Role.IRO]), ago=AGO)
    def allocate(self, child: UUID, worker: WorkerId, team: str, role: Role, ago: int) -> None:
        matter = self.books.matter(child)
        self.books.ask(lambda: family.allocate(matter, worker, self.day(ago), role=role, team=team))

    @rule(child=children | brought, yes=st.booleans(), ago=AGO)
    def planning_tells_whether_the_child_should_be_placed(self, child: UUID, yes: bool, ago: int) -> None:  # noqa: FBT001 - drawn
        about = {"child_id": child, "authority": AUTHORITY, "occurred_on": self.day(ago)}
        self.books.hear(AdoptionDecisionMade.model_validate({**about, "should_be_placed": yes}))

    @rule(child=children | brought, basis=st.sampled_from(LegalBasis), ago=AGO)
    def planning_tells_of_an_entry_to_care(self, child: UUID, basis: LegalBasis, ago: int) -> None:
        about = {"child_id": child, "authority": AUTHORITY, "occurred_on": self.day(ago)}
        self.books.hear(BecameLookedAfter.model_validate({**about, "legal_basis": basis}))

    @rule(child=children | brought, basis=st.sampled_from(LegalBasis), ago=AGO)
    def planning_tells_of_another_basis_of_care(self, child: UUID, basis: LegalBasis, ago: int) -> None:
        about = {"child_id": child, "authority": AUTHORITY, "occurred_on": self.day(ago)}
        self.books.hear(LegalBasisChanged.model_validate({**about, "legal_basis": basis}))

    @rule(child=children | brought, reason=st.sampled_from([CareReason.RETURNED_HOME, CareReason.ADOPTED]), ago=AGO)
    def planning_tells_of_an_exit_from_care(self, child: UUID, reason: CareReason, ago: int) -> None:
        about = {"child_id": child, "authority": AUTHORITY, "occurred_on": self.day(ago)}
        self.books.hear(CeasedToBeLookedAfter.model_validate({**about, "reason": reason}))

    @rule(child=children | brought, place=PLACES, later=st.integers(-40, 40))
    def correct_a_day(self, child: UUID, place: int, later: int) -> None:
        self._correct(child, place, "occurred_on", later)

    @rule(child=children | brought, place=PLACES, later=st.integers(-400, 400))
    def correct_the_last_day_of_an_order(self, child: UUID, place: int, later: int) -> None:
        self._correct(child, place, "until", later)

    def _correct(self, child: UUID, place: int, field: str, later: int) -> None:
        books, note = self.books, self.books.number()
        entries = books.kept[child].known
        told = entries[place % len(entries)].event
        day = getattr(told, field, None) or told.occurred_on
        changes = {field: (day + timedelta(days=later)).isoformat()}
        by = entries[place % len(entries)].by
        books.mend(child, place, lambda record, one: record.correct(one, books.today, changes, by=by, note_id=note))

    @rule(child=children | brought, place=PLACES)
    def void_an_entry(self, child: UUID, place: int) -> None:
        note = self.books.number()
        self.books.mend(child, place, lambda record, one: record.void(one, self.books.today, note_id=note))

    @rule(days=st.sampled_from([1, 1, 7, 7, 30, 120, 370]))
    def days_pass(self, days: int) -> None:
        self.books.days_pass(days)

    @rule(child=children | brought, random=st.randoms(use_true_random=False))
    def the_journal_is_folded_anew(self, child: UUID, random: Random) -> None:
        self.books.must_fold_alike(child, random)
