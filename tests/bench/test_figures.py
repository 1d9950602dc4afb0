"""Are medians, ratios, percentiles and goals what they are said to be?"""

import io
import json

import pytest
from rich.console import Console

from hearth.bench.figures import Goal, Measure, percentile, table

HALF = Measure("half", "rows/s", [50, 10, 60], [100, 20, 120], Goal("ratio", ">=", 0.75))


def test_the_figure_is_the_median_of_the_runs() -> None:
    assert HALF.figure == 50
    assert Measure("even", "ms", [1, 2, 3, 10]).figure == 2.5


def test_the_ratio_pairs_the_runs_so_that_a_slow_round_slows_both() -> None:
    assert HALF.ratio == 0.5
    # The medians alone would say 1.0.
    assert Measure("swinging", "rows/s", [10, 40, 100], [40, 100, 10]).ratio == 0.4


def test_without_a_baseline_there_is_no_ratio() -> None:
    alone = Measure("alone", "ms", [1.0])
    assert alone.ratio is None
    assert alone.met is None


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (Goal("ratio", ">=", 0.5), True),
        (Goal("ratio", ">=", 0.51), False),
        (Goal("figure", ">=", 50), True),
        (Goal("figure", "<=", 49), False),
        (Goal("figure", "<=", 50), True),
    ],
)
def test_a_goal_is_met_up_to_its_bound(goal: Goal, met: bool) -> None:  # noqa: FBT001 - a row of the table
    assert Measure("half", "rows/s", HALF.runs, HALF.bare, goal).met is met


def test_a_goal_on_a_ratio_without_a_baseline_is_not_met() -> None:
    assert Measure("alone", "ms", [1.0], goal=Goal("ratio", ">=", 0.1)).met is False


def test_a_percentile_is_one_of_the_values() -> None:
    hundred = range(1, 101)
    assert [percentile(hundred, share) for share in (0.5, 0.99, 1.0)] == [50, 99, 100]
    assert percentile([7], 0.99) == 7
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_the_json_holds_every_run() -> None:
    told = json.loads(json.dumps(HALF.as_json()))
    assert told["runs"] == [50, 10, 60]
    assert told["bare_runs"] == [100, 20, 120]
    assert (told["figure"], told["bare"], told["ratio"], told["met"]) == (50, 100, 0.5, False)
    assert told["goal"] == "ratio >= 0.75"


def test_the_table_shows_each_measure_and_whether_its_goal_is_met() -> None:
    shown = io.StringIO()
    Console(file=shown, width=160).print(table([HALF, Measure("alone", "ms", [1234.5])]))
    half, alone = (line for line in shown.getvalue().splitlines() if "rows/s" in line or "alone" in line)
    assert [cell.strip() for cell in half.split("│")[1:-1]] == [
        *("half", "rows/s", "50", "10", "60", "100", "0.5", "ratio >= 0.75", "NO")
    ]
    assert "1,234" in alone
    assert "NO" not in alone
