"""Run the legal gateway: `python -m services.gateway [migrate | rebuild]`."""

from services.gateway.main import plan
from shared.web.process import run

run(plan)
