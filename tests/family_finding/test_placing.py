"""May the child meet the family and move in, is the application lodged in turn, and what if the home does not hold?"""

from uuid import UUID

from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.stages import Progress
from shared.events.codes.family_finding import DisruptionReason, LinkedBy, Scope
from shared.events.codes.gateway import Application, OrderEnd, Relationship
from shared.events.codes.planning import CareReason
from shared.events.gateway import AdoptionConsentWithdrawn, OrderEnded, ProceedingsIssued
from shared.events.planning import CeasedToBeLookedAfter
from shared.identifiers import PersonId
from tests.family_finding.story import (
    ABOUT,
    ADOPTION_ORDER,
    FOSTERING_AGREED,
    HER_CONSENT,
    LOOKED_AFTER,
    MILLERS,
    MOTHER,
    OKAFORS,
    PLACEMENT_ORDER,
    REGISTERED,
    SHOULD_BE_PLACED,
    Story,
    day,
    family,
    matched,
    placed,
    recommended,
    refused,
    selected,
    shortlisted,
)

NO_ORDER = (
    "introductions and placement for adoption need a placement order, or each parent's consent that stands;"
    " have it recorded in the Legal Gateway first"
)
NO_MATCH = f"no match with family {MILLERS} is approved; record the decision maker's approval of the match first"
ELSEWHERE = f"the child meets or lives with family {MILLERS}; record a disruption first"
CARERS = family(MILLERS, early_permanence=True)


def matched_without_order() -> Story:
    story = recommended()
    story.does(panel.approve, day("06-05"))
    return story


def matched_for_fostering() -> Story:
    story = Story().hears(REGISTERED, LOOKED_AFTER, FOSTERING_AGREED)
    story.does(finding.allocate_family_finder, day("04-02"))
    story.does(finding.start, day("04-03"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=None)
    story.does(matching.propose, family(MILLERS), day("04-10"), score=None, by=LinkedBy.FAMILY_FINDER)
    story.does(matching.agree_shortlist, [family(MILLERS)], day("04-13"))
    story.does(matching.visit, MILLERS, day("04-14"))
    story.does(matching.select, MILLERS, day("04-15"))
    story.does(panel.book_panel, day("04-16"), panel_on=day("05-20"))
    story.does(panel.submit_papers, day("04-20"))
    story.does(panel.recommend, family(MILLERS), day("05-20"))
    story.does(panel.approve, day("05-22"))
    return story


def test_a_child_is_introduced_placed_and_the_application_lodged() -> None:
    story = placed()
    assert story.progress() is Progress.PLACED
    story.does(placing.lodge_application, day("10-12"), court="warrington_family_court")
    assert story.progress() is Progress.APPLICATION_LODGED
    assert story.hears(ADOPTION_ORDER).progress() is Progress.ADOPTED


def test_nobody_is_introduced_before_the_match_is_approved() -> None:
    with refused(NO_MATCH):
        placing.introduce(recommended().hears(PLACEMENT_ORDER).search, MILLERS, day("07-13"))


def test_nobody_is_introduced_or_placed_before_the_placement_order() -> None:
    search = matched_without_order().search
    with refused(NO_ORDER):
        placing.introduce(search, MILLERS, day("07-13"))
    with refused(NO_ORDER):
        placing.place_for_adoption(search, MILLERS, day("07-13"))


def test_a_child_is_placed_with_the_consent_of_each_parent_while_it_stands() -> None:
    story = matched_without_order().hears(MOTHER, HER_CONSENT)
    with refused(NO_ORDER):
        placing.introduce(story.search, MILLERS, day("07-05"))
    story.does(placing.introduce, MILLERS, day("07-13"))
    father = MOTHER.model_copy(update={"person_id": PersonId(UUID(int=41)), "relationship": Relationship.FATHER})
    withdrawn = AdoptionConsentWithdrawn(**ABOUT, occurred_on=day("07-20"), consent_id=HER_CONSENT.consent_id)
    issued = ProceedingsIssued(**ABOUT, occurred_on=day("07-20"), application=Application.CARE)
    named = HER_CONSENT.model_copy(update={"family_id": OKAFORS})
    assert placing.place_for_adoption(story.search, MILLERS, day("07-27")).family_id == MILLERS
    for fact in (father, withdrawn, issued):
        with refused(NO_ORDER):
            placing.place_for_adoption(story.search.apply(fact), MILLERS, day("07-27"))
    other = matched_without_order().hears(MOTHER, named)
    with refused(NO_ORDER):
        placing.introduce(other.search, MILLERS, day("07-13"))


def test_the_order_counts_from_its_day() -> None:
    with refused(NO_ORDER):
        placing.introduce(matched().search, MILLERS, day("07-05"))
    assert placing.introduce(matched().search, MILLERS, day("07-06")).family_id == MILLERS


def test_an_order_that_was_revoked_no_longer_counts() -> None:
    revoked = OrderEnded(**ABOUT, occurred_on=day("07-10"), order_id=PLACEMENT_ORDER.order_id, reason=OrderEnd.REVOKED)
    story = matched().hears(revoked)
    with refused(NO_ORDER):
        placing.introduce(story.search, MILLERS, day("07-13"))
    assert placing.introduce(story.search, MILLERS, day("07-09")).occurred_on == day("07-09")


def test_the_child_is_placed_with_the_matched_family_only() -> None:
    with refused(f"no match with family {OKAFORS} is approved"):
        placing.place_for_adoption(matched().search, OKAFORS, day("07-27"))


def test_a_child_meets_one_family_at_a_time() -> None:
    story = matched()
    story.does(placing.introduce, MILLERS, day("07-13"))
    with refused(ELSEWHERE):
        placing.introduce(story.search, OKAFORS, day("07-14"))
    with refused(ELSEWHERE):
        placing.place_for_adoption(story.search, OKAFORS, day("07-14"))
    with refused(ELSEWHERE):
        placing.place_long_term(story.search, OKAFORS, day("07-14"))


def test_a_child_is_placed_once() -> None:
    with refused("the child has been placed there since 27 July 2026; correct that entry if it is wrong"):
        placing.place_for_adoption(placed().search, MILLERS, day("08-01"))


def test_early_permanence_comes_before_match_and_order() -> None:
    story = selected()
    met = story.does(placing.introduce, MILLERS, day("02-16"), carers=CARERS)
    moved_in = story.does(placing.place_for_adoption, MILLERS, day("02-20"), carers=CARERS)
    assert met.early_permanence
    assert moved_in.early_permanence


def test_an_early_home_becomes_the_adoptive_placement_when_match_and_order_are_there() -> None:
    story = selected()
    story.does(placing.place_for_adoption, MILLERS, day("02-20"), carers=CARERS)
    with refused(NO_MATCH):
        placing.place_for_adoption(story.search, MILLERS, day("03-01"))
    story.hears(SHOULD_BE_PLACED, PLACEMENT_ORDER)
    story.does(panel.book_panel, day("05-05"), panel_on=day("06-01"))
    story.does(panel.submit_papers, day("05-15"))
    story.does(panel.recommend, CARERS, day("06-01"))
    story.does(panel.approve, day("06-05"))
    assert not story.does(placing.place_for_adoption, MILLERS, day("07-07")).early_permanence


def test_early_permanence_is_for_a_selected_family_approved_for_it() -> None:
    with refused(f"family {MILLERS} is not approved for early permanence; have it approved, or wait for the order"):
        placing.introduce(selected().search, MILLERS, day("02-16"), carers=family(MILLERS))
    with refused(f"family {OKAFORS} is not selected for this child; select it first"):
        placing.introduce(selected().search, OKAFORS, day("02-16"), carers=family(OKAFORS, early_permanence=True))
    with refused("no family is selected for this child; select one of the shortlist first"):
        placing.introduce(shortlisted().search, MILLERS, day("02-16"), carers=CARERS)
    with refused(f"family {MILLERS} has withdrawn; propose another, or register it again"):
        placing.introduce(selected().search, MILLERS, day("02-16"), carers=CARERS.apply(CARERS.withdraw(day("02-15"))))


def test_permanent_foster_carers_need_a_match_and_no_order() -> None:
    story = matched_for_fostering()
    story.does(placing.introduce, MILLERS, day("05-25"))
    story.does(placing.place_long_term, MILLERS, day("06-01"))
    home = story.home()
    assert home
    assert home.long_term


def test_permanent_foster_carers_are_not_found_for_a_child_who_left_care() -> None:
    left = CeasedToBeLookedAfter(**ABOUT, occurred_on=day("05-30"), reason=CareReason.RETURNED_HOME)
    with refused("the child is not looked after on that day; record in planning that the child came into care"):
        placing.place_long_term(matched_for_fostering().hears(left).search, MILLERS, day("06-01"))


def test_no_long_term_placement_without_an_approved_match() -> None:
    with refused(NO_MATCH):
        placing.place_long_term(selected().search, MILLERS, day("06-01"))


def test_no_application_before_the_child_is_placed_for_adoption() -> None:
    with refused("the child is not placed for adoption; record the placement first"):
        placing.lodge_application(matched().search, day("10-12"), court=None)
    story = matched_for_fostering()
    story.does(placing.place_long_term, MILLERS, day("06-01"))
    with refused("the child is not placed for adoption; record the placement first"):
        placing.lodge_application(story.search, day("10-12"), court=None)


def test_an_early_home_is_no_ground_for_an_application_without_the_match() -> None:
    story = selected().hears(PLACEMENT_ORDER)
    story.does(placing.place_for_adoption, MILLERS, day("02-20"), carers=CARERS)
    with refused(NO_MATCH):
        placing.lodge_application(story.search, day("10-12"), court=None)


def test_an_application_is_lodged_once() -> None:
    story = placed()
    story.does(placing.lodge_application, day("10-12"), court=None)
    with refused("the application was lodged on 12 October 2026; correct that entry if it is wrong"):
        placing.lodge_application(story.search, day("10-13"), court=None)


def test_a_home_at_risk_may_end_and_the_search_is_open_again() -> None:
    story = placed()
    story.does(placing.report_at_risk, day("09-01"), DisruptionReason.RELATIONSHIP)
    home = story.home()
    assert home
    assert home.at_risk_since == day("09-01")
    story.does(placing.report_disruption, day("09-14"), DisruptionReason.RELATIONSHIP)
    assert (story.home(), story.search.match, story.search.shortlist) == (None, None, ())
    assert story.progress() is Progress.SEARCHING
    story.does(placing.hold_disruption_meeting, day("10-01"), None)
    assert story.does(matching.agree_shortlist, [family(OKAFORS)], day("10-02")).family_ids == (OKAFORS,)


def test_only_a_home_can_be_at_risk_or_disrupted() -> None:
    sentence = "the child neither meets nor lives with a family; record introductions or a placement first"
    with refused(sentence):
        placing.report_at_risk(matched().search, day("09-01"), DisruptionReason.OTHER)
    with refused(sentence):
        placing.report_disruption(matched().search, day("09-01"), DisruptionReason.OTHER)


def test_a_disruption_meeting_follows_a_disruption() -> None:
    with refused("no disruption is recorded for this child; record the disruption first"):
        placing.hold_disruption_meeting(placed().search, day("10-01"), None)
