"""Whole searches in family finding, recorded by the rules on one desk, and what of them is mended afterwards."""

from services.family_finding.main import SERVICE
from services.family_finding.matching import domain as matching
from services.family_finding.panel import domain as panel
from services.family_finding.placing import domain as placing
from services.family_finding.search.domain import finding
from shared.events.codes.family_finding import DisruptionReason, LinkedBy, Scope, WideningReason
from tests.desk import Desk
from tests.family_finding.story import (
    ADOPTION_CONSIDERED,
    CHILD,
    FOSTERING_AGREED,
    HER_CONSENT,
    LOOKED_AFTER,
    MILLERS,
    MOTHER,
    OKAFORS,
    PLACEMENT_ORDER,
    REGISTERED,
    SHOULD_BE_PLACED,
    day,
    family,
)

TODAY = day("12-20")


def searching() -> Desk:
    """A search that began, widened and told of the child."""
    desk = Desk("family_finding", SERVICE.kinds["child"], CHILD, TODAY)
    desk.hears(REGISTERED, ADOPTION_CONSIDERED, LOOKED_AFTER)
    desk.does(finding.notify_raa, day("01-13"))
    desk.does(finding.allocate_family_finder, day("01-14"))
    desk.does(finding.start, day("01-20"), scope=Scope.IN_HOUSE, reason=None, next_scope_on=None)
    reason = WideningReason.NO_IN_HOUSE_FAMILY
    desk.does(finding.widen, day("01-27"), scope=Scope.REGIONAL, reason=reason, next_scope_on=None)
    return desk


def selected() -> Desk:
    """The Millers and the Okafors were proposed, and the Millers selected."""
    desk = searching()
    for proposed in (MILLERS, OKAFORS):
        desk.does(matching.propose, family(proposed), day("02-02"), score=None, by=LinkedBy.FAMILY_FINDER)
    desk.does(matching.agree_shortlist, [family(MILLERS), family(OKAFORS)], day("02-09"))
    desk.does(matching.visit, MILLERS, day("02-12"))
    desk.does(matching.select, MILLERS, day("02-13"))
    desk.does(matching.decline, OKAFORS, day("02-14"), by=LinkedBy.FAMILY)
    return desk


def before_panel() -> Desk:
    """The papers of the match with the Millers went to a panel, after the should-be-placed decision."""
    desk = selected()
    desk.hears(SHOULD_BE_PLACED)
    desk.does(panel.book_panel, day("05-05"), panel_on=day("06-01"))
    desk.does(panel.submit_papers, day("05-15"))
    return desk


def matched() -> Desk:
    """The match with the Millers is approved."""
    desk = before_panel()
    desk.does(panel.recommend, family(MILLERS), day("06-01"))
    desk.does(panel.approve, day("06-05"))
    return desk


def declined() -> Desk:
    """The match with the Millers is declined."""
    desk = before_panel()
    desk.does(panel.decline, day("06-05"))
    return desk


def adopted_soon() -> Desk:
    """The child lives with the Millers by order of the court, and they applied to adopt."""
    desk = matched()
    desk.hears(PLACEMENT_ORDER)
    desk.does(finding.publish_profile, day("07-07"), anonymised=False)
    desk.does(placing.introduce, MILLERS, day("07-13"))
    desk.does(placing.place_for_adoption, MILLERS, day("07-27"))
    desk.does(placing.lodge_application, day("10-12"), court=None)
    return desk


def by_consent() -> Desk:
    """The child lives with the Millers by its mother's consent."""
    desk = matched()
    desk.hears(MOTHER, HER_CONSENT)
    desk.does(placing.introduce, MILLERS, day("07-13"))
    desk.does(placing.place_for_adoption, MILLERS, day("07-27"))
    return desk


def disrupted() -> Desk:
    """The home with the Millers did not hold."""
    desk = adopted_soon()
    desk.does(placing.report_at_risk, day("10-20"), DisruptionReason.OTHER)
    desk.does(placing.report_disruption, day("11-02"), DisruptionReason.OTHER)
    desk.does(placing.hold_disruption_meeting, day("11-23"), None)
    return desk


def early() -> Desk:
    """The child is with the Millers before the match, for early permanence."""
    desk = selected()
    carers = family(MILLERS, early_permanence=True)
    desk.does(placing.introduce, MILLERS, day("02-16"), carers=carers)
    desk.does(placing.place_for_adoption, MILLERS, day("03-02"), carers=carers)
    return desk


def fostered() -> Desk:
    """The child lives with the Millers as permanent foster carers."""
    desk = matched()
    desk.hears(FOSTERING_AGREED)
    desk.does(placing.introduce, MILLERS, day("07-13"))
    desk.does(placing.place_long_term, MILLERS, day("07-27"))
    return desk
