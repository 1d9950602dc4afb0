"""What the legal gateway tells, one file a subject; each event is known here as it is written there."""

from shared.events.gateway.consents import *
from shared.events.gateway.court import *
from shared.events.gateway.decisions import *
from shared.events.gateway.family import *
from shared.events.gateway.orders import *
from shared.events.gateway.pre_proceedings import *
from shared.events.gateway.referrals import *
from shared.events.gateway.sittings import *
