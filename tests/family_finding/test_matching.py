"""Which families are proposed, shortlisted, visited and selected, and what stands in the way?"""

from services.family_finding.families.domain import Family
from services.family_finding.matching import domain as matching
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain.stages import Progress
from shared.events.codes.family_finding import LinkedBy
from tests.family_finding.story import (
    MILLERS,
    OKAFORS,
    PRICES,
    SHAHS,
    day,
    family,
    matched,
    referred,
    refused,
    searching,
    selected,
    shortlisted,
)


def withdrawn(known: Family) -> Family:
    return known.apply(known.withdraw(day("02-01")))


def test_no_family_is_proposed_before_the_search() -> None:
    with refused("family finding has not started for this child; start it first"):
        matching.propose(referred().search, family(MILLERS), day("02-02"), score=None, by=LinkedBy.FAMILY_FINDER)


def test_a_family_that_withdrew_is_not_proposed() -> None:
    with refused(f"family {MILLERS} has withdrawn; propose another, or register it again"):
        matching.propose(
            searching().search, withdrawn(family(MILLERS)), day("02-02"), score=None, by=LinkedBy.FAMILY_FINDER
        )


def test_a_family_still_in_assessment_may_be_proposed() -> None:
    proposed = matching.propose(
        searching().search, family(SHAHS, approved=False), day("02-02"), score=80, by=LinkedBy.FAMILY
    )
    assert (proposed.family_id, proposed.score) == (SHAHS, 80)


def test_a_family_is_proposed_once_and_again_after_it_was_declined() -> None:
    story = shortlisted()
    with refused(f"family {MILLERS} is proposed already; put it on the shortlist or decline it"):
        matching.propose(story.search, family(MILLERS), day("02-10"), score=None, by=LinkedBy.FAMILY_FINDER)
    story.does(matching.decline, MILLERS, day("02-10"), by=LinkedBy.FAMILY)
    story.does(matching.propose, family(MILLERS), day("02-11"), score=None, by=LinkedBy.FAMILY_FINDER)
    assert story.search.links[MILLERS].declined is None


def test_a_family_nobody_proposed_can_be_neither_declined_nor_shortlisted() -> None:
    story = shortlisted()
    with refused(f"family {SHAHS} is not proposed for this child; propose the link first"):
        matching.decline(story.search, SHAHS, day("02-10"), by=LinkedBy.FAMILY)
    with refused(f"family {SHAHS} is not proposed for this child; propose the link first"):
        matching.agree_shortlist(story.search, [family(MILLERS), family(SHAHS)], day("02-10"))


def test_a_declined_family_leaves_the_shortlist_and_does_not_come_back_by_itself() -> None:
    story = shortlisted()
    story.does(matching.decline, OKAFORS, day("02-10"), by=LinkedBy.ADOPTERS_SOCIAL_WORKER)
    assert story.search.shortlist == (MILLERS,)
    with refused(f"family {OKAFORS} was declined on 10 February 2026; propose it again first"):
        matching.agree_shortlist(story.search, [family(OKAFORS)], day("02-11"))


def test_a_shortlist_keeps_the_order_in_which_it_was_agreed() -> None:
    assert shortlisted().search.shortlist == (OKAFORS, MILLERS)


def test_a_shortlist_has_at_most_three_families_or_as_many_as_the_authority_says() -> None:
    story = shortlisted()
    story.does(matching.propose, family(SHAHS), day("02-10"), score=None, by=LinkedBy.FAMILY_FINDER)
    four = [family(one) for one in (MILLERS, OKAFORS, PRICES, SHAHS)]
    with refused("a shortlist has at most 3 families and this one 4; name fewer"):
        matching.agree_shortlist(story.search, four, day("02-11"))
    with refused("a shortlist has at most 2 families and this one 3; name fewer"):
        matching.agree_shortlist(story.search, four[:3], day("02-11"), at_most=2)
    assert len(matching.agree_shortlist(story.search, four[:3], day("02-11")).family_ids) == 3


def test_a_shortlist_names_each_family_once() -> None:
    with refused("a family is named twice; name each once"):
        matching.agree_shortlist(shortlisted().search, [family(MILLERS), family(MILLERS)], day("02-11"))


def test_a_family_that_withdrew_after_it_was_proposed_is_not_shortlisted() -> None:
    with refused(f"family {PRICES} has withdrawn; propose another, or register it again"):
        matching.agree_shortlist(shortlisted().search, [withdrawn(family(PRICES))], day("02-11"))


def test_no_new_shortlist_while_a_family_is_selected() -> None:
    with refused(f"family {MILLERS} is selected; decline that link before a new shortlist is agreed"):
        matching.agree_shortlist(selected().search, [family(OKAFORS)], day("02-20"))


def test_only_a_family_of_the_shortlist_is_visited() -> None:
    with refused(f"family {PRICES} is not on the shortlist; agree a shortlist first"):
        matching.visit(shortlisted().search, PRICES, day("02-12"))


def test_only_a_family_of_the_shortlist_is_selected() -> None:
    with refused(f"family {PRICES} is not on the shortlist; agree a shortlist first"):
        matching.select(shortlisted().search, PRICES, day("02-13"))


def test_a_family_is_visited_before_it_is_selected() -> None:
    story = shortlisted()
    with refused(f"family {MILLERS} has not been visited; visit the family before selecting it"):
        matching.select(story.search, MILLERS, day("02-13"))


def test_one_family_is_selected_at_a_time() -> None:
    story = selected()
    story.does(matching.visit, OKAFORS, day("02-14"))
    with refused(f"family {MILLERS} is selected; decline that link before selecting another"):
        matching.select(story.search, OKAFORS, day("02-15"))
    story.does(matching.decline, MILLERS, day("02-15"), by=LinkedBy.FAMILY)
    assert story.does(matching.select, OKAFORS, day("02-15")).family_id == OKAFORS
    assert story.progress() is Progress.FAMILY_SELECTED


def test_the_family_whom_the_child_meets_is_not_declined_by_a_word() -> None:
    story = matched()
    story.does(placing.introduce, MILLERS, day("07-13"))
    with refused(f"the child is with family {MILLERS} or meets them; record the disruption instead"):
        matching.decline(story.search, MILLERS, day("07-14"), by=LinkedBy.FAMILY)
