"""The vault: who holds the keys reads and finds; nobody else does, and nothing sealed can stand for another."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.vault import CannotOpen, Vault, new_key, words_of

DETAILS = {"given_names": "Nesta", "family_name": "Quillfeather", "house": 4, "phone": None}
JSON = st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text())


@pytest.fixture(scope="module")
def vault() -> Vault:
    return Vault([new_key()])


@given(content=JSON)
def test_what_is_sealed_is_opened_as_it_was(vault: Vault, content: dict[str, object]) -> None:
    record = uuid4()
    assert vault.open(record, 1, vault.seal(record, 1, content)) == content


def test_nothing_of_the_content_is_to_be_seen(vault: Vault) -> None:
    sealed = vault.seal(uuid4(), 1, DETAILS)
    assert b"Quillfeather" not in sealed
    assert b"Quillfeather" not in urlsafe_b64decode(sealed)


def test_what_was_changed_is_not_opened(vault: Vault) -> None:
    record = uuid4()
    raw = bytearray(urlsafe_b64decode(vault.seal(record, 1, DETAILS)))
    for place in (0, 9, len(raw) // 2, len(raw) - 1):
        changed = bytearray(raw)
        changed[place] ^= 1
        with pytest.raises(CannotOpen, match="was changed, or sealed with a key that is not here"):
            vault.open(record, 1, urlsafe_b64encode(changed))


def test_what_is_sealed_for_one_row_does_not_stand_for_another(vault: Vault) -> None:
    record = uuid4()
    sealed = vault.seal(record, 1, DETAILS)
    for other, version in ((uuid4(), 1), (record, 2)):
        with pytest.raises(CannotOpen, match="was sealed for another record"):
            vault.open(other, version, sealed)


def test_a_new_key_is_put_in_front_and_the_old_ones_open_what_they_sealed() -> None:
    old, new, record = new_key(), new_key(), uuid4()
    sealed_before = Vault([old]).seal(record, 1, DETAILS)
    rotated = Vault([new, old])
    assert rotated.open(record, 1, sealed_before) == DETAILS
    sealed_since = rotated.seal(record, 2, DETAILS)
    assert Vault([new]).open(record, 2, sealed_since) == DETAILS
    with pytest.raises(CannotOpen, match="put back the key that HEARTH_SEALING_KEYS had then"):
        Vault([new]).open(record, 1, sealed_before)


def test_words_kept_under_an_old_key_are_found_with_a_new_one_in_front() -> None:
    old, new = new_key(), new_key()
    kept = Vault([old]).match_key("name", "quillfeather")
    rotated = Vault([new, old])
    assert kept in rotated.match_keys("name", "quillfeather")
    assert kept != rotated.match_key("name", "quillfeather")
    assert rotated.match_key("name", "quillfeather") in rotated.match_keys("name", "quillfeather")


def test_match_keys_tell_kinds_and_words_apart(vault: Vault) -> None:
    assert vault.match_key("name", "nesta") == vault.match_key("name", "nesta")
    assert vault.match_key("name", "nesta") != vault.match_key("name", "nestor")
    assert vault.match_key("name", "nesta") != vault.match_key("born", "nesta")
    assert vault.match_key("name", "nesta") != Vault([new_key()]).match_key("name", "nesta")


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Nesta Quillfeather", ["nesta", "quillfeather"]),
        ("  NESTA  quillfeather ", ["nesta", "quillfeather"]),
        ("Anne-Marie O'Brien", ["anne", "marie", "obrien"]),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Brien", ["obrien"]),
        ("Zoë Muñoz", ["zoe", "munoz"]),
        ("Weiß", ["weiss"]),
        (" - ", []),
    ],
)
def test_names_are_compared_as_people_write_them(written: str, compared: list[str]) -> None:
    assert words_of(written) == compared


@pytest.mark.parametrize("setting", [None, "", " , "])
def test_without_a_key_it_says_which_setting_to_make(setting: str | None) -> None:
    with pytest.raises(ValueError, match=r"there is no sealing key; set HEARTH_SEALING_KEYS to sealing keys"):
        Vault.of(setting)


def test_a_wrong_key_is_named_by_its_place_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="sealing key 2 is not 32 bytes in URL-safe base64") as refused:
        Vault.of(f"{new_key()}, not-a-key")
    assert "not-a-key" not in str(refused.value)


def test_a_digest_of_a_request_needs_the_key_too(vault: Vault) -> None:
    assert vault.digest(b"asked") == vault.digest(b"asked")
    assert vault.digest(b"asked") != Vault([new_key()]).digest(b"asked")
