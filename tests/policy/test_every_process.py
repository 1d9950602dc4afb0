"""Every process reckons alike: what an obligation is called does not hang on how Python orders its sets there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A child who is registered and becomes looked after on one day: two facts that could have started the same clock.
PROGRAM = """
from datetime import date
from shared.policy.reckoning.engine import Fact, obligations
from shared.policy.reading.packs import load_pack

day = date(2025, 1, 30)
facts = [
    Fact.named("00000000-0000-4000-8000-000000000001", "ChildRegistered", day, None,
               {"child_id": "c", "authority": "surrey", "date_of_birth": "2020-01-01"}),
    Fact.named("00000000-0000-4000-8000-000000000002", "BecameLookedAfter", day, None,
               {"child_id": "c", "authority": "surrey", "legal_basis": "section_20"}),
]
for one in obligations(facts, load_pack("surrey"), date(2025, 6, 1)):
    print(one.id, one.rule_id, one.started_by, one.due_on)
"""


def reckoned(hash_seed: int) -> str:
    env = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=env, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.parametrize("hash_seed", [2, 3, 4])
def test_obligations_are_the_same_in_every_process(hash_seed: int) -> None:
    found = reckoned(hash_seed)
    assert found
    assert found == reckoned(1)
