"""Pre-proceedings over HTTP."""

from services.gateway.pre_proceedings.api.pre_proceedings import PRE_PROCEEDINGS

ROUTERS = (PRE_PROCEEDINGS,)
