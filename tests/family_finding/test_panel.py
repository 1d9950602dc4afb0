"""Is the match ready for the panel, recommended, and approved on the right ground?"""

from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.search.domain import finding
from services.family_finding.search.domain.stages import Progress
from shared.events.planning import AdoptionDecisionMade
from tests.family_finding.story import (
    ABOUT,
    FOSTERING_AGREED,
    MILLERS,
    OKAFORS,
    SHOULD_BE_PLACED,
    Story,
    day,
    family,
    recommended,
    refused,
    selected,
    shortlisted,
)


def with_papers() -> Story:
    story = selected()
    story.does(panel.book_panel, day("05-05"), panel_on=day("06-01"))
    story.does(panel.submit_papers, day("05-15"))
    return story


def test_a_match_goes_through_panel_and_decision() -> None:
    story = recommended()
    approved = story.does(panel.approve, day("06-05"))
    assert (approved.family_id, approved.panel_on) == (MILLERS, day("06-01"))
    assert story.progress() is Progress.MATCH_APPROVED


def test_no_panel_without_a_selected_family() -> None:
    with refused("no family is selected for this child; select one of the shortlist first"):
        panel.book_panel(shortlisted().search, day("05-05"), panel_on=day("06-01"))


def test_a_panel_is_booked_ahead() -> None:
    with refused("the panel's day, 4 May 2026, is before 5 May 2026; name the next panel"):
        panel.book_panel(selected().search, day("05-05"), panel_on=day("05-04"))


def test_papers_go_to_a_panel_that_is_booked() -> None:
    with refused("no panel is booked for this match; book the panel first"):
        panel.submit_papers(selected().search, day("05-15"))


def test_the_panel_recommends_on_papers() -> None:
    with refused("the papers of this match are not submitted; submit them to the panel first"):
        panel.recommend(selected().search, family(MILLERS), day("06-01"))


def test_the_panel_recommends_an_approved_family_that_has_not_withdrawn() -> None:
    story = with_papers()
    with refused(f"family {MILLERS} is not approved; record the approval of the family first"):
        panel.recommend(story.search, family(MILLERS, approved=False), day("06-01"))
    known = family(MILLERS)
    with refused(f"family {MILLERS} has withdrawn; propose another, or register it again"):
        panel.recommend(story.search, known.apply(known.withdraw(day("05-20"))), day("06-01"))


def test_nothing_is_approved_that_the_panel_has_not_recommended() -> None:
    with refused("the panel has not recommended this match; record its recommendation first"):
        panel.approve(with_papers().hears(SHOULD_BE_PLACED).search, day("06-05"))


def test_a_match_for_adoption_needs_the_should_be_placed_decision() -> None:
    story = with_papers()
    story.does(panel.recommend, family(MILLERS), day("06-01"))
    with refused("a match for adoption needs a should-be-placed decision first; record that decision in planning"):
        panel.approve(story.search, day("06-05"))
    story.hears(SHOULD_BE_PLACED)
    assert panel.approve(story.search, day("06-05")).family_id == MILLERS


def test_a_later_decision_that_the_child_should_not_be_placed_counts() -> None:
    changed = AdoptionDecisionMade(**ABOUT, occurred_on=day("06-03"), should_be_placed=False)
    with refused("a match for adoption needs a should-be-placed decision first"):
        panel.approve(recommended().hears(changed).search, day("06-05"))


def test_a_match_with_permanent_foster_carers_needs_no_adoption_decision() -> None:
    story = with_papers().hears(FOSTERING_AGREED)
    story.does(panel.recommend, family(MILLERS), day("06-01"))
    assert panel.approve(story.search, day("06-05")).family_id == MILLERS


def test_a_declined_match_opens_the_choice_again() -> None:
    story = recommended()
    assert story.does(panel.decline, day("06-05")).family_id == MILLERS
    assert story.search.shortlist == (OKAFORS,)
    assert story.search.links[MILLERS].match_declined_on == day("06-05")
    story.does(matching.visit, OKAFORS, day("06-08"))
    assert story.does(matching.select, OKAFORS, day("06-09")).family_id == OKAFORS


def test_the_decision_maker_may_decline_what_the_panel_advised_against_but_not_before_it_had_the_papers() -> None:
    assert panel.decline(with_papers().search, day("06-05")).family_id == MILLERS
    with refused("the papers of this match are not submitted; submit them to the panel first"):
        panel.decline(selected().search, day("06-05"))


def test_an_approved_match_is_not_declined_afterwards() -> None:
    story = recommended()
    story.does(panel.approve, day("06-05"))
    with refused("the match was approved on 5 June 2026; decline the link, or record a disruption"):
        panel.decline(story.search, day("06-06"))


def test_the_profile_goes_on_while_a_match_is_considered() -> None:
    assert finding.publish_profile(recommended().search, day("06-02"), anonymised=True).version == 1
