"""Run family finding: `python -m services.family_finding [migrate | rebuild]`."""

from services.family_finding.main import plan
from shared.web.process import run

run(plan)
