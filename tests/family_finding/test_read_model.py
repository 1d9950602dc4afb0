"""What is shown of a search, its links and a family."""

from datetime import date
from typing import Any
from uuid import UUID

from services.family_finding.families.domain import Family
from services.family_finding.families.read_model import FamilyRow
from services.family_finding.families.read_model import project as project_family
from services.family_finding.main import project_child
from services.family_finding.matching.read_model import LinkRow
from services.family_finding.search.domain.search import Search
from services.family_finding.search.read_model import SearchRow
from shared.policy.reading.packs import policy_of
from tests.family_finding.story import (
    ADOPTION_CONSIDERED,
    CHILD,
    MILLERS,
    OKAFORS,
    PLACEMENT_ORDER,
    PRICES,
    Story,
    day,
    family,
    placed,
    referred,
)

TODAY = day("12-31")


def shown(story: Story) -> tuple[dict[str, Any], dict[UUID, LinkRow]]:
    search, *links = project_child(story.search, len(story.recorded), TODAY)
    assert isinstance(search, SearchRow)
    return search.model_dump(), {link.family_id: link for link in links if isinstance(link, LinkRow)}


def test_nothing_is_shown_of_a_child_who_is_not_registered_yet() -> None:
    assert list(project_child(Search.opened(CHILD, policy_of).apply(ADOPTION_CONSIDERED), 0, TODAY)) == []


def test_a_child_is_shown_before_the_search_begins() -> None:
    search, links = shown(referred())
    assert (search["version"], search["standing"], search["adoption_considered"]) == (0, "not_begun", True)
    assert search["looked_after_since"] == day("01-15")
    assert links == {}


def test_a_search_is_shown_with_all_that_it_came_to() -> None:
    search, links = shown(placed())
    told = {
        "authority": "warrington",
        "version": 15,
        "standing": "placed",
        "scope": "in_house",
        "next_scope_on": day("03-20"),
        "selected_family_id": MILLERS,
        "panel_on": day("06-01"),
        "match_approved_on": day("06-05"),
        "placement_order_on": PLACEMENT_ORDER.occurred_on,
        "home_family_id": MILLERS,
        "introductions_on": day("07-13"),
        "placed_on": day("07-27"),
        "last_on": day("07-27"),
    }
    assert {name: search[name] for name in told} == told
    assert [links[one].place_on_shortlist for one in (OKAFORS, MILLERS, PRICES)] == [1, 2, None]
    assert links[MILLERS].visited_on == day("02-12")
    assert links[MILLERS].proposed_by == "family_finder"


def test_a_family_is_shown_as_it_is_approved() -> None:
    (row,) = project_family(family(MILLERS, early_permanence=True), 2, TODAY)
    assert isinstance(row, FamilyRow)
    assert row.model_dump(exclude_none=True) == {
        "family_id": MILLERS,
        "authority": "together_for_adoption",
        "version": 2,
        "agency": "together_for_adoption",
        "kinds": ["adopters"],
        "early_permanence": True,
        "registered_on": date(2025, 6, 2),
        "approved_on": date(2025, 9, 1),
    }


def test_nothing_is_shown_of_a_family_that_is_not_registered() -> None:
    assert list(project_family(Family.opened(MILLERS, policy_of), 0, TODAY)) == []
