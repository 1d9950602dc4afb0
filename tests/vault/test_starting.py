"""A service does not start without a key to seal with, and does not show the one that it has."""

import pytest

from shared.settings import Settings
from shared.testing.world import NOWHERE
from shared.vault import new_key
from shared.web.app import create_app
from shared.web.development import development_keys
from tests.conftest import PLANS


def settings(sealing_keys: str | None) -> Settings:
    return Settings(
        database_url="postgresql://nobody@127.0.0.1:1/nothing",
        kafka=NOWHERE,
        token_public_key=development_keys()[1],
        sealing_keys=sealing_keys,
        documents="memory://",
        environment="development",
    )


@pytest.mark.parametrize("service", PLANS)
def test_it_says_which_setting_is_missing_or_wrong(service: str) -> None:
    with pytest.raises(ValueError, match="there is no sealing key; set HEARTH_SEALING_KEYS"):
        create_app(PLANS[service](), settings(None))
    with pytest.raises(ValueError, match="sealing key 1 is not 32 bytes in URL-safe base64"):
        create_app(PLANS[service](), settings("too-short"))
    create_app(PLANS[service](), settings(new_key()))


def test_settings_do_not_show_the_keys() -> None:
    key = new_key()
    assert key not in repr(settings(key))
