"""The sample region: nobody in it looks like somebody else, or the registration would warn of a duplicate."""

from datetime import date
from itertools import combinations
from random import Random

from hearth.demo.names import details
from hearth.demo.region import AUTHORITIES, CHILDREN, SEED, invented


def test_nobody_of_the_region_looks_like_somebody_else() -> None:
    random = Random(SEED)
    born = [invented(random, number, date(2026, 3, 30))[0].starts_on for number in range(CHILDREN)]
    everybody = [details(number) for number in range(CHILDREN + 2 * len(AUTHORITIES))]
    families = {one["family_name"] for one in everybody}
    assert len(families) == len(everybody)
    alike = [
        (one, other)
        for one, other in combinations(range(CHILDREN), 2)
        if born[one] == born[other] and everybody[one]["given_names"] == everybody[other]["given_names"]
    ]
    assert alike == []
