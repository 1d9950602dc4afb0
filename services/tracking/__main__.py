"""Run tracking: `python -m services.tracking [migrate | rebuild]`."""

from services.tracking.main import plan
from shared.web.process import run

run(plan)
