"""Proceedings, orders and consents over HTTP."""

from services.gateway.court.api.consents import CONSENTS
from services.gateway.court.api.court import COURT
from services.gateway.court.api.orders import ORDERS

ROUTERS = (COURT, ORDERS, CONSENTS)
