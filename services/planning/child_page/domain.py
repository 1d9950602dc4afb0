"""What the entries of one child rest on, whatever their subject."""

from services.planning.adoption import domain as adoption
from services.planning.care.domain import care, legal_basis, placements
from services.planning.child.domain import PermanenceCase
from services.planning.kin.domain import assessments, belonging
from services.planning.meetings import domain as meetings
from services.planning.plan import domain as plan
from shared.grounds import Grounds

GROUNDS: Grounds[PermanenceCase] = Grounds.of(
    care.GROUNDS,
    legal_basis.GROUNDS,
    placements.GROUNDS,
    assessments.GROUNDS,
    belonging.GROUNDS,
    meetings.GROUNDS,
    plan.GROUNDS,
    adoption.GROUNDS,
)
