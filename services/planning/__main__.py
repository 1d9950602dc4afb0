"""Run planning: `python -m services.planning [migrate | rebuild]`."""

from services.planning.main import plan
from shared.web.process import run

run(plan)
